-- What the browser behind a visit found out about itself and its network before the call; null until it has.
alter table visits add column connection_check jsonb;
