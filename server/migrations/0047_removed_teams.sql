-- A team that was removed: its row stays, as what was paid and the audit log name it. `cleared_at` is when nothing was left of it that
-- goes with it.
alter table teams
  add column removed_at timestamptz,
  add column cleared_at timestamptz;
