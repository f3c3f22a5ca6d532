-- A plain text may begin as a sealed one does: what is sealed is known by its whole shape. A message to a page that asks
-- for another one's place is sealed as well.
drop index participants_unsealed;
create index participants_unsealed on participants (participant_id)
  where display_name !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or phone !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or user_hint !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$';
drop index visits_unsealed;
create index visits_unsealed on visits (visit_id)
  where name !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or waiting_message !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or rival_message !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$';
