-- Since when nothing of whoever pays is kept; what a charge that was under way then is asked about with goes when it is over.
alter table payments add column erased_at timestamptz;
