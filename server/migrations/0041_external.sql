-- What an integrator adds of its own: an id by which its software knows a session or a person, and pairs of texts, which are
-- sealed JSON. The id of a person is sealed as well; that of a session is searched.
alter table sessions add column external_id text, add column metadata text;
alter table participants add column external_id text, add column metadata text;
create index sessions_external on sessions (team_id, external_id, session_id) where external_id is not null;
-- Rows that are not sealed are found by these.
create index sessions_unsealed on sessions (session_id)
  where metadata !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$';
drop index participants_unsealed;
create index participants_unsealed on participants (participant_id)
  where display_name !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or phone !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or user_hint !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or external_id !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$'
    or metadata !~ '^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$';
