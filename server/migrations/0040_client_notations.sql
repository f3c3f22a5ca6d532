-- The notation in which a client of the API last wrote a date, 'iso8601' or 'rfc1123': sessions are answered to it in that
-- one, whoever booked them. A client that has written none has no row.
create table client_notations (
  client_id uuid primary key references api_clients on delete cascade,
  notation text not null
);
