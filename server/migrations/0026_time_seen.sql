-- How time has passed here: nothing is erased for its age while the database's clock may be wrong.
create table time_seen (
  is_only boolean primary key default true check (is_only),
  seen_at timestamptz not null,
  steady_since timestamptz not null
);
