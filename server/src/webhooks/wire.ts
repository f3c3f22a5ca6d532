import type { Delivery, Webhook } from '@anteroom/contract/api/webhooks'
import { printDate } from '@anteroom/contract/dates'
import { webhookEventTypes } from '@anteroom/contract/webhook-events'
import { withoutSecrets } from './rules.ts'
import type { WebhookRow } from './store.ts'
import type { AttemptRow, DeliveryRow } from './store-deliveries.ts'

export const applicationEnded = 'The application that registered it may not be told any more what happens in the team.'

export function webhookToWire(row: WebhookRow): Webhook {
  return {
    webhook_id: row.webhook_id,
    url: row.url,
    event_types: row.event_types ?? [...webhookEventTypes],
    description: row.description,
    authentication: withoutSecrets(row.authentication),
    enabled: row.enabled && row.may_be_told,
    disabled_reason: row.may_be_told ? row.disabled_reason : applicationEnded,
    created_at: printDate(row.created_at),
  }
}

export function deliveryToWire(row: DeliveryRow, attempts: AttemptRow[]): Delivery {
  return {
    delivery_id: row.delivery_id,
    event_id: row.event_id,
    type: row.type,
    payload: row.payload,
    state: row.state,
    created_at: printDate(row.delivery_created_at),
    attempts: attempts
      .filter(({ delivery_id }) => delivery_id === row.delivery_id)
      .map(({ at, duration_ms, status, error }) => ({ at: printDate(at), duration_ms, status, error })),
  }
}
