-- When what a session, a seat or a user held about people was erased. The rows stay: lists and summaries count on them.
alter table sessions add column erased_at timestamptz;
alter table participants add column erased_at timestamptz;
alter table users add column erased_at timestamptz;

-- For how long a team keeps what, where it says so itself: members of the API's `Retention`, null for ever.
create table team_retention (
  team_id uuid primary key references teams,
  days jsonb not null
);

-- How far the hourly job has come in a team's sessions, in the order of their starts: all up to there are done.
create table retention_progress (
  team_id uuid not null references teams,
  kind text not null,
  start_time timestamptz not null,
  session_id uuid not null,
  primary key (team_id, kind)
);

-- Of which session an answer tells, so that it goes when that session is erased.
alter table idempotent_answers add column session_id uuid;
