-- Events of a team in a stretch of time, and what did not reach a webhook: they are sent again together.
create index events_of_team on events (team_id, created_at, event_id);
create index webhook_deliveries_undelivered on webhook_deliveries (webhook_id, event_id) where state in ('failed', 'dropped');
