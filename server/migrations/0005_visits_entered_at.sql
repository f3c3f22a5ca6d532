-- When the visit last came into the call: of two people, the one who was there first begins the connection.
alter table visits add column entered_at timestamptz;
