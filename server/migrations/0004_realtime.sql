-- Messages between server processes that are too large for a notification; they are gone within a minute, and
-- nothing is lost if they are gone earlier.
create unlogged table realtime_attachments (
  id bigserial unique,
  created_at timestamptz not null default now(),
  payload bytea not null
);
