-- A page in another browser whose person asks for the place of the page that speaks for the visit; at most one.
alter table visits
  add column rival_id uuid,
  add column rival_page_id text,
  add column rival_browser_hash bytea,
  add column rival_process_id uuid,
  add column rival_gone_at timestamptz,
  add column rival_asked_at timestamptz,
  add column rival_turned_away_at timestamptz,
  add column rival_message text,
  -- The call in which a host has put this visit on hold: whoever comes back into it is still on hold.
  add column held_call_id uuid;
update visits set held_call_id = last_call_id where stage = 'on-hold';
create index visits_rival_process on visits (rival_process_id) where rival_process_id is not null;
create index visits_rival_gone on visits (rival_gone_at) where rival_gone_at is not null;
