import type { Delivery, Webhook } from '@anteroom/contract/api/webhooks'
import { printDate } from '@anteroom/contract/dates'
import { eventTypes } from '@anteroom/contract/events'
import { withoutSecrets } from './rules.ts'
import type { WebhookRow } from './store.ts'
import type { AttemptRow, DeliveryRow } from './store-deliveries.ts'

export function webhookToWire(row: WebhookRow): Webhook {
  return {
    webhook_id: row.webhook_id,
    url: row.url,
    event_types: row.event_types ?? [...eventTypes],
    description: row.description,
    authentication: withoutSecrets(row.authentication),
    enabled: row.enabled,
    disabled_reason: row.disabled_reason,
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
