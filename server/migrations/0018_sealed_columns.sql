-- Names, telephone numbers and secrets are sealed by whoever writes them. Rows that are not, from before or from a
-- process of an older version, are found by these indexes and sealed in time; of sealed rows they hold none.
create index participants_unsealed on participants (participant_id)
  where display_name not like 'sealed.%' or phone not like 'sealed.%' or user_hint not like 'sealed.%';
create index visits_unsealed on visits (visit_id)
  where name not like 'sealed.%' or waiting_message not like 'sealed.%';
