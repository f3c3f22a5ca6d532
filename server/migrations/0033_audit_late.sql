-- Entries that got their places long after they were written, or nobody knows when: looked for by time, they are not where
-- their time is in the chain.
create index audit_log_late on audit_log (team_id, seq)
  where seq is not null and (sealed_at is null or sealed_at - at > interval '1 hour');
