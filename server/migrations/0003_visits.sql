-- A server process that serves rooms. One that stops saying so is taken for dead, and its pages for disconnected.
create table processes (
  process_id uuid primary key,
  seen_at timestamptz not null default now()
);

-- Who is behind an entry link, and where. A row is made when a page first connects.
create table visits (
  visit_id uuid primary key,
  participant_id uuid not null unique references participants,
  session_id uuid not null references sessions,
  -- The page that speaks for this visit; each new page has a higher generation.
  page_id text not null,
  generation integer not null default 1,
  -- SHA-256 of the secret of the browser that has the visit now.
  browser_hash bytea not null,
  -- The same of the browser that entered first: the owner of the link where links belong to one browser.
  owner_hash bytea,
  name text,
  stage text not null default 'outside' check (stage in ('outside', 'waiting', 'in-call', 'on-hold', 'left')),
  left_reason text,
  -- The process that holds the page's connection; null when it is gone, `gone_at` says since when.
  process_id uuid,
  gone_at timestamptz,
  knocked_at timestamptz,
  turned_away_at timestamptz,
  waiting_message text,
  -- The call that a host let this guest into.
  admitted_call_id uuid,
  -- The call that this visit was last in.
  last_call_id uuid,
  first_entered_at timestamptz,
  last_left_at timestamptz
);
create index visits_session on visits (session_id);
create index visits_process on visits (process_id) where process_id is not null;
create index visits_gone on visits (gone_at) where stage in ('waiting', 'in-call', 'on-hold') and gone_at is not null;
