-- What an application asked for and may do (RFC 6749 3.3). Null in codes that a server from before this made.
alter table authorization_codes add column scope text;

alter table refresh_tokens
  -- When the grant was given that the token comes from. Null in rows from before this: `issued_at` is as near as it gets.
  add column begun_at timestamptz,
  -- A token that may be used again: when it last was. One that is exchanged has `used_at`.
  add column last_used_at timestamptz;
create index refresh_tokens_user on refresh_tokens (user_id, team_id) where user_id is not null;
create index refresh_tokens_client on refresh_tokens (client_id);
create index refresh_tokens_grants on refresh_tokens (team_id, family_id) where app_id is not null;

-- A client without a secret is a public one (RFC 6749 2.1): software that cannot keep a secret.
alter table api_clients alter column secret_hash drop not null;
create index api_clients_owner on api_clients (owner_id) where owner_id is not null;

-- The application that registered it: it alone sees it besides the team, and it is told nothing once it may not act
-- for the team any more.
alter table webhooks add column app_id uuid references applications;
