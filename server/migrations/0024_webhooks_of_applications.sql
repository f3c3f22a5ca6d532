-- Which application registered a webhook, where the webhook is older than that column: the audit log has the client, and
-- one of another team than the webhook's is an application's. Where the client's team has several applications, it is the
-- only one of them that this client has had tokens of for the webhook's team; where that says nothing, nobody knows.
with registered as (
  select webhooks.webhook_id, webhooks.team_id, entry.client_id, client.team_id as maker_id
  from webhooks
  join audit_log as entry on entry.team_id = webhooks.team_id and entry.target = webhooks.webhook_id::text
    and entry.seq is not null and entry.action = 'webhook.create'
  join api_clients as client on client.client_id = entry.client_id
  where webhooks.app_id is null and client.team_id <> webhooks.team_id
), possible as (
  select webhook_id, app.app_id, exists (
      select from refresh_tokens as token
      where token.client_id = registered.client_id and token.team_id = registered.team_id and token.app_id = app.app_id
    ) as was_let_in
  from registered join applications as app on app.team_id = maker_id
), known as (
  select webhook_id,
    case when count(*) = 1 then (array_agg(app_id))[1]
      when count(*) filter (where was_let_in) = 1 then (array_agg(app_id) filter (where was_let_in))[1]
    end as app_id
  from possible group by webhook_id
)
update webhooks set app_id = known.app_id from known
where webhooks.webhook_id = known.webhook_id and known.app_id is not null;
