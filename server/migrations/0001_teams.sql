create table users (
  user_id uuid primary key,
  email text not null unique,
  first_name text not null,
  last_name text not null,
  created_at timestamptz not null default now()
);

create table teams (
  team_id uuid primary key,
  name text not null,
  subdomain text not null unique,
  created_at timestamptz not null default now()
);

-- A client without a team is the system client.
create table api_clients (
  client_id uuid primary key,
  team_id uuid references teams,
  owner_id uuid references users,
  name text not null,
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

-- One row for each refresh token. A family is what came from one grant.
create table refresh_tokens (
  token_hash bytea primary key,
  family_id uuid not null,
  client_id uuid not null references api_clients,
  team_id uuid references teams,
  user_id uuid references users,
  scope text not null,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Set when it was exchanged; `replaced_by` is the hash of the token that was given for it.
  used_at timestamptz,
  replaced_by bytea,
  revoked_at timestamptz
);
create index refresh_tokens_family on refresh_tokens (family_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

create table signing_keys (
  key_id text primary key,
  private_jwk jsonb not null,
  public_jwk jsonb not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
