-- How the visit last went out of the call; `left_reason` is of the stage alone, and goes with it.
alter table visits add column last_left_reason text;
update visits set last_left_reason = coalesce(left_reason, 'left') where last_left_at is not null;

-- What the pages of a visit measured in the call. A page tells all that it has measured since it began, so that each
-- report takes the place of the one before.
create table page_bandwidth (
  visit_id uuid not null references visits,
  page_id text not null,
  -- In kbit/s.
  sent_min integer not null,
  sent_max integer not null,
  sent_average integer not null,
  received_min integer not null,
  received_max integer not null,
  received_average integer not null,
  -- How often it measured: the weight of its averages among those of other pages.
  samples integer not null,
  primary key (visit_id, page_id)
);
