-- A key is published before it signs, so that whoever keeps the published ones knows it when the first token comes.
-- `retired_at` is when its successor signs, which may be to come; published until its last token has expired.
alter table signing_keys add column signs_from timestamptz;
update signing_keys set signs_from = created_at;
alter table signing_keys alter column signs_from set not null;

-- What processes compute with and nobody else may know; made by whoever needs it first.
create table service_secrets (
  name text primary key,
  value bytea not null,
  created_at timestamptz not null default now()
);

-- How the first of the family was got (null before it was noted: by client credentials), and for which application.
alter table refresh_tokens
  add column grant_type text,
  add column app_id uuid references applications;

create index revoked_families_revoked on revoked_families (revoked_at);
