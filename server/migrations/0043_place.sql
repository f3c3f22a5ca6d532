-- Where this database stands and whom it serves, as far as anybody can tell from outside of its tables: a copy of it stands
-- elsewhere. One row; none means that the next server that looks notes its own place.
create table database_place (
  is_the_only boolean primary key default true check (is_the_only),
  -- PostgreSQL's number of the cluster, the database's in it, and how often the cluster was recovered; null where it does not tell.
  cluster text,
  database text not null,
  timeline text,
  -- What PUBLIC_URL was, and whether in production.
  origin text not null,
  is_production boolean not null,
  noted_at timestamptz not null default now()
);
