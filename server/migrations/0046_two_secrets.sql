-- The hash of the secret that a client had before, which works beside its own until then: software is told the new one meanwhile.
alter table api_clients
  add column previous_secret_hash bytea,
  add column previous_secret_until timestamptz;
