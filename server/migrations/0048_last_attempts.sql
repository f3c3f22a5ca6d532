-- The newest attempt at a webhook is shown with it. A process from before this adds attempts without the webhook: those are
-- seen with their delivery alone.
alter table webhook_attempts add column webhook_id uuid;
update webhook_attempts as attempt set webhook_id = delivery.webhook_id
from webhook_deliveries as delivery where delivery.delivery_id = attempt.delivery_id;
create index webhook_attempts_webhook on webhook_attempts (webhook_id, attempt_id);
