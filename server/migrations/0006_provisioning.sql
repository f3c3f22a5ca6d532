-- Addresses are compared without regard to case; they are kept as they were given.
alter table users
  -- argon2id in PHC notation; null for a user who cannot sign in.
  add column password_hash text,
  add column alias text,
  add column image_url text;
create unique index users_email_lower on users (lower(email));

alter table teams add column image_url text;

create table team_members (
  team_id uuid not null references teams,
  user_id uuid not null references users,
  role text not null check (role in ('admin', 'member')),
  created_at timestamptz not null default now(),
  primary key (team_id, user_id)
);
create index team_members_user on team_members (user_id, created_at);

-- Software of a team that acts for other teams, once a user of those lets it.
create table applications (
  app_id uuid primary key,
  team_id uuid not null references teams,
  name text not null,
  home_page text not null,
  -- Where a browser is sent back to with a code; codes go nowhere else.
  redirect_endpoint text not null,
  image text,
  description text,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index applications_team on applications (team_id);

create table authorization_codes (
  code_hash bytea primary key,
  app_id uuid not null references applications,
  -- For whom the application may act.
  user_id uuid not null references users,
  team_id uuid not null references teams,
  -- As the authorisation request gave them; what was given has to be shown again when the code is redeemed.
  redirect_uri text,
  code_challenge text,
  code_challenge_method text check (code_challenge_method in ('S256', 'plain')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- The tokens that it was redeemed for.
  family_id uuid
);
create index authorization_codes_expiry on authorization_codes (expires_at);

-- Who has signed in with a browser, to let applications in. Nothing else looks at these.
create table sign_ins (
  cookie_hash bytea primary key,
  user_id uuid not null references users,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sign_ins_expiry on sign_ins (expires_at);

-- Wrong passwords, by what was tried: an address, and where it was tried from.
create table sign_in_failures (
  subject text not null,
  failed_at timestamptz not null default now()
);
create index sign_in_failures_subject on sign_in_failures (subject, failed_at);

-- Grants that were taken back: their access tokens stop working before they expire.
create table revoked_families (
  family_id uuid primary key,
  revoked_at timestamptz not null default now()
);

create index api_clients_team on api_clients (team_id, created_at);
