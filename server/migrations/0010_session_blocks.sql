-- Stretches of a team's list of sessions that nothing is added to any more, with how many they hold: a page far down the
-- list is found by adding up a few of them, not by passing over all that comes before it.
--
-- A block ends with the session `last_id` and begins after the block before it. Blocks of level 0 hold sessions; those
-- of level 1 hold the same sessions again, as so many blocks of level 0 in a row. What comes after the last block of
-- level 0 is counted by reading it.
create table session_blocks (
  team_id uuid not null references teams,
  level smallint not null check (level in (0, 1)),
  last_id uuid not null,
  -- All sessions of the block, and those of them that were not cancelled.
  total integer not null,
  live integer not null check (live between 0 and total),
  primary key (team_id, level, last_id)
-- `live` is counted down in place.
) with (fillfactor = 70);

-- The lowest id that a session can have that was made at that time: UUID v7 begins with milliseconds (RFC 9562 5.7).
create function first_session_id_at(moment timestamptz) returns uuid language sql stable parallel safe
return (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Whether a session can go to the end of its team's list. One whose id is older than 30 seconds could belong into a
-- block, and is refused here (AR001): it has to be written by those who hold the team's blocks.
--
-- The order of the two matters to whoever closes blocks: a transaction that passed this before some time has a number
-- that was given out before that time.
create function is_new_session_id(session_id uuid) returns boolean language plpgsql as $$
begin
  perform pg_current_xact_id();
  if session_id < first_session_id_at(clock_timestamp() - interval '30 seconds') then
    raise exception 'the id of session % is too old to be added', session_id using errcode = 'AR001';
  end if;
  return true;
end
$$;
