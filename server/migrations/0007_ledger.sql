-- What has happened, for whoever wants to be told: written in the transaction that made it so.
create table events (
  event_id uuid primary key,
  team_id uuid not null references teams,
  type text not null,
  -- Ids only: teamId, and sessionId, participantId, callId as they apply.
  payload jsonb not null,
  created_at timestamptz not null default now(),
  -- When a delivery was made of it for each webhook that wants it; at once where the team has none.
  handed_on_at timestamptz
);
create index events_pending on events (event_id) where handed_on_at is null;
create index events_created on events (created_at);

-- Who did what, to which thing, when and from where. Nothing here is ever changed or taken away.
create table audit_log (
  entry_id uuid primary key,
  -- Null for what concerns no team.
  team_id uuid,
  at timestamptz not null,
  action text not null,
  -- The id of what it was done to.
  target text,
  client_id uuid,
  user_id uuid,
  ip text,
  request_id text,
  details jsonb not null default '{}',
  -- Set once, shortly after: the place in its team's chain, the hash of the entry before and the hash of this one.
  seq bigint,
  previous_hash bytea,
  hash bytea
);
create index audit_log_unsealed on audit_log (entry_id) where seq is null;
create unique index audit_log_chain on audit_log (team_id, seq) nulls not distinct where seq is not null;

create function audit_log_keeps() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
    and row(new.entry_id, new.team_id, new.at, new.action, new.target, new.client_id, new.user_id, new.ip,
      new.request_id, new.details)
    is not distinct from row(old.entry_id, old.team_id, old.at, old.action, old.target, old.client_id, old.user_id,
      old.ip, old.request_id, old.details)
  then
    return new;
  end if;
  raise exception 'the audit log is only ever added to';
end
$$;
create trigger audit_log_keeps before update or delete on audit_log
  for each row execute function audit_log_keeps();
create trigger audit_log_keeps_all before truncate on audit_log
  for each statement execute function audit_log_keeps();

-- The first answers to requests that carried an Idempotency-Key.
create table idempotent_answers (
  -- SHA-256 of the client and its key.
  key_hash bytea primary key,
  -- SHA-256 of method, address and body.
  request_hash bytea not null,
  -- Sealed with a key that is made from the Idempotency-Key, which is not stored: an answer may hold a secret.
  answer bytea not null,
  created_at timestamptz not null default now()
);
create index idempotent_answers_created on idempotent_answers (created_at);
