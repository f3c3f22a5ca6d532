-- Lists of sessions by the state of a participant: a state that few have is found by itself, not by a walk through all
-- sessions of a team. By its hash, as states from before they had the length of a name do not fit into an index.
create index participants_state on participants (hashtextextended(state, 0), session_id)
  where state is not null and deleted_at is null;
