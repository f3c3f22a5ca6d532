-- What callers have used up of their limits, so that all processes count together. Each row stands for one caller and one
-- limit (`caller` is a hash of both): `free_at` is when they will have everything again. Rows that have come to that
-- time say nothing and are deleted. A crash may lose all of it, which costs nobody anything.
create unlogged table counters (
  caller bytea primary key,
  free_at timestamptz not null
);
