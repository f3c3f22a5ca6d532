-- Events are listed in the order of `seq`: the place that each gets within its team when somebody first reads the list so far,
-- once its transaction is committed. Null until then.
alter table events add column seq bigint;
create unique index events_listed on events (team_id, seq) where seq is not null;
create index events_unlisted on events (team_id, event_id) where seq is null and type <> 'webhook:test';

-- Of each team whose events somebody lists: the last place that was given, and the last one of which the event was deleted.
create table event_lists (
  team_id uuid primary key references teams,
  last_seq bigint not null default 0,
  forgotten_seq bigint not null default 0
);
