-- Browsers, and API clients that ask for tokens by password, by which somebody has signed in before: guesses that others
-- make elsewhere do not slow them down. `device_hash` is that of a cookie's value, or of a client's id.
create table sign_in_devices (
  device_hash bytea not null,
  user_id uuid not null references users on delete cascade,
  used_at timestamptz not null default now(),
  primary key (device_hash, user_id)
);
create index sign_in_devices_user on sign_in_devices (user_id);
create index sign_in_devices_used on sign_in_devices (used_at);

-- `sign_in_failures` is written by servers of the version before only, as long as they run beside newer ones.
