-- Where a team wants to be told of events.
create table webhooks (
  webhook_id uuid primary key,
  team_id uuid not null references teams,
  url text not null,
  description text,
  -- Null for all of them, also those of later versions.
  event_types text[],
  -- How deliveries say who they are to the receiver, secrets included; wiped when the webhook is deleted.
  authentication jsonb not null,
  -- The key of the signatures, and the one before it while both sign.
  secret bytea not null,
  previous_secret bytea,
  previous_secret_until timestamptz,
  enabled boolean not null default true,
  -- Why the service itself has disabled it.
  disabled_reason text,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index webhooks_team on webhooks (team_id, webhook_id) where deleted_at is null;

-- One event on its way to one webhook; a replay is another delivery of the same event.
create table webhook_deliveries (
  delivery_id uuid primary key,
  webhook_id uuid not null references webhooks on delete cascade,
  event_id uuid not null references events,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'dropped')),
  created_at timestamptz not null
);
create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, delivery_id);
create index webhook_deliveries_event on webhook_deliveries (event_id);
create index webhook_deliveries_created on webhook_deliveries (created_at);
create index webhook_deliveries_pending on webhook_deliveries (webhook_id) where state = 'pending';

create table webhook_attempts (
  attempt_id bigint generated always as identity primary key,
  delivery_id uuid not null references webhook_deliveries on delete cascade,
  at timestamptz not null,
  duration_ms integer not null,
  -- Of the answer; null when there was none.
  status integer,
  -- Why it failed, in words; null when it did not.
  error text
);
create index webhook_attempts_delivery on webhook_attempts (delivery_id, attempt_id);
