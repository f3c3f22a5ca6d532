-- Where the money of a team goes: accounts at Stripe. Keys are sealed, and wiped when the account is taken away.
create table payment_accounts (
  account_id uuid primary key,
  team_id uuid not null references teams,
  name text not null,
  provider text not null default 'stripe' check (provider = 'stripe'),
  -- Its id there, which all its keys have in common; null where the first key might not know.
  provider_account text,
  secret_key text,
  -- Its last four characters.
  key_hint text not null,
  is_live boolean not null,
  webhook_secret text,
  -- Of the endpoint that the service has registered there itself.
  webhook_endpoint text,
  is_default boolean not null default false,
  -- As it was last tried: ready, refused, not-permitted, unreachable.
  state text not null,
  state_message text,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index payment_accounts_team on payment_accounts (team_id, account_id) where deleted_at is null;
create unique index payment_accounts_default on payment_accounts (team_id) where is_default and deleted_at is null;

-- What somebody pays: the fee of a seat, or what a host has asked them for.
create table payments (
  payment_id uuid primary key,
  team_id uuid not null references teams,
  session_id uuid not null references sessions,
  participant_id uuid not null,
  -- Null for the team's default account, as long as nothing was opened. One that is gone takes nothing.
  account_id uuid,
  reason text not null check (reason in ('fee', 'request')),
  collect text not null check (collect in ('before', 'card')),
  -- In the smallest unit of the currency.
  amount integer not null check (amount > 0),
  currency text not null,
  description text,
  state text not null,
  trouble text,
  waived_at timestamptz,
  refunded integer not null default 0 check (refunded >= 0),
  card_brand text,
  card_last4 text,
  -- Their ids at the provider.
  customer text,
  payment_method text,
  payment_intent text,
  -- Where the person agrees to a charge for which their bank asks for more.
  action_url text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  paid_at timestamptz
);
create index payments_session on payments (session_id);
create unique index payments_fee on payments (participant_id) where reason = 'fee' and state <> 'withdrawn';
create index payments_participant on payments (participant_id);
create index payments_team on payments (team_id, payment_id);
create index payments_intent on payments (payment_intent) where payment_intent is not null;

-- What was asked of the provider: written down before it is asked, under the id with which it is asked again.
create table payment_attempts (
  attempt_id uuid primary key,
  payment_id uuid not null references payments on delete cascade,
  account_id uuid not null references payment_accounts,
  kind text not null check (kind in ('checkout', 'charge', 'refund')),
  -- making: not answered yet; open: waits for the person, or for a bank; done; closed: nothing came of it, nothing will.
  state text not null default 'making' check (state in ('making', 'open', 'done', 'closed')),
  -- Whether it may still be paid: another one has taken its place, or the fee has changed.
  is_wanted boolean not null default true,
  amount integer not null,
  currency text not null,
  -- At the provider: of the Checkout Session, the payment, the refund.
  provider_id text,
  -- Of a refund: the payment at the provider that it gives back.
  intent text,
  -- The page on which the person pays.
  url text,
  created_at timestamptz not null,
  expires_at timestamptz,
  -- When the provider is asked next what became of it; null when there is nothing more to learn.
  look_at timestamptz,
  looks integer not null default 0
);
create index payment_attempts_payment on payment_attempts (payment_id);
create unique index payment_attempts_provider on payment_attempts (account_id, provider_id) where provider_id is not null;
create index payment_attempts_due on payment_attempts (look_at) where look_at is not null;

-- What the provider has told of by its webhook: each event once.
create table payment_notices (
  account_id uuid not null references payment_accounts,
  event_id text not null,
  received_at timestamptz not null,
  primary key (account_id, event_id)
);
create index payment_notices_received on payment_notices (received_at);
