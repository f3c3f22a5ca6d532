-- The entry link carries a key of its own, which is computed and stands nowhere; its SHA-256 finds the seat.
alter table participants
  -- Null until it was computed for a row from before, and for a link that was taken back.
  add column link_hash bytea,
  -- Each new link has the next one.
  add column link_version integer not null default 1,
  -- For seats from before, and of processes of that time, whose links carry the id: it opens until their session ends.
  add column opens_by_id boolean not null default true;
create unique index participants_link on participants (link_hash) where link_hash is not null;
create index participants_without_link on participants (participant_id) where link_hash is null and opens_by_id;
