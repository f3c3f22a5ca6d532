-- What the provider has told of is asked for from time to time: a webhook may be lost for good, or never have been set up.
-- Up to when that is known to be here, and when it is asked again.
alter table payment_accounts
  add column notices_until timestamptz not null default now(),
  add column notices_ask_at timestamptz not null default now();
create index payment_accounts_notices on payment_accounts (notices_ask_at) where deleted_at is null;
