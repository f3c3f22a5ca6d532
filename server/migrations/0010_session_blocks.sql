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

-- Where a page of a team's list begins: after that session, when so many that follow it are passed over; and how many
-- there are to read, forwards. A page counted from the end of the list is read forwards as well.
--
-- Blocks of level 1 are passed over as long as they end before the page, then the blocks of level 0 in the next one of
-- those, or those that are in none yet. One statement did the same, and its plan took twice as long to set up as this
-- takes to run. Stable: all of it sees what the statement sees that calls it.
create function find_page_of_sessions(
  of_team uuid, page_offset bigint, page_limit bigint, is_reversed boolean, with_canceled boolean,
  out after_id uuid, out to_skip bigint, out to_read bigint
) language plpgsql stable as $$
declare
  block record;
  whole bigint;
  upto_id uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
begin
  to_skip := page_offset;
  to_read := page_limit;
  if is_reversed then
    whole := count_sessions(of_team, with_canceled);
    to_skip := greatest(whole - page_offset - page_limit, 0);
    to_read := greatest(least(page_limit, whole - page_offset), 0);
  end if;
  after_id := '00000000-0000-0000-0000-000000000000';
  for of_level in reverse 1..0 loop
    for block in
      select last_id, case when with_canceled then total else live end as held from session_blocks
      where team_id = of_team and level = of_level and last_id > after_id and last_id <= upto_id
      order by last_id
    loop
      if block.held > to_skip then
        upto_id := block.last_id;
        exit;
      end if;
      after_id := block.last_id;
      to_skip := to_skip - block.held;
    end loop;
  end loop;
end
$$;

create function count_sessions(of_team uuid, with_canceled boolean) returns bigint language plpgsql stable as $$
declare
  after_id uuid := '00000000-0000-0000-0000-000000000000';
  counted bigint := 0;
  block record;
  open_end bigint;
begin
  for of_level in reverse 1..0 loop
    for block in
      select last_id, case when with_canceled then total else live end as held from session_blocks
      where team_id = of_team and level = of_level and last_id > after_id
      order by last_id
    loop
      after_id := block.last_id;
      counted := counted + block.held;
    end loop;
  end loop;
  -- By an unknown limit and the order of all columns of the index, the planner takes the index.
  select count(*) into open_end from (
    select from sessions
    where (team_id, session_id) > (of_team, after_id) and team_id <= of_team
      and (with_canceled or canceled_time is null)
    order by team_id, session_id limit (select null::bigint)
  ) listed;
  return counted + open_end;
end
$$;
