create table sessions (
  session_id uuid primary key,
  team_id uuid not null references teams,
  client_id uuid references api_clients,
  session_name text,
  picture text,
  start_time timestamptz not null,
  end_time timestamptz not null,
  -- How the integrator wrote the times: 'iso8601' or 'rfc1123'. Answers use the same notation.
  date_notation text not null default 'iso8601',
  -- As given, and what they come to (contract/src/feature-flags.ts).
  feature_flags text[] not null default '{}',
  settings jsonb not null,
  actual_start_time timestamptz,
  actual_end_time timestamptz,
  canceled_time timestamptz,
  created_at timestamptz not null default now(),
  -- The call that is running; null when nobody is in it.
  call_id uuid,
  -- Grows with each change that a page in the room could notice.
  revision bigint not null default 0,
  check (end_time > start_time)
);
create index sessions_team_created on sessions (team_id, session_id);
create index sessions_team_start on sessions (team_id, start_time, session_id);
create index sessions_end on sessions (end_time);

create table participants (
  participant_id uuid primary key,
  -- The order in which seats were added.
  seat bigint generated always as identity,
  session_id uuid not null references sessions,
  client_id uuid references api_clients,
  display_name text,
  picture text,
  state text,
  phone text,
  user_hint text,
  role text not null check (role in ('HOST', 'GUEST', 'PARTICIPANT')),
  fee text,
  coviu_user_id uuid,
  created timestamptz not null default now(),
  deleted_at timestamptz
);
create index participants_session on participants (session_id, seat);
