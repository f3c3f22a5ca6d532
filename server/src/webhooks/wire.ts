import type { Delivery, Webhook } from '@anteroom/contract/api/webhooks'
import { printDate } from '@anteroom/contract/dates'
import { webhookEventTypes } from '@anteroom/contract/webhook-events'
import { withoutSecrets } from './rules.ts'
import type { WebhookRow } from './store.ts'
import type { AttemptRow, DeliveryRow, LastAttemptRow } from './store-deliveries.ts'

export const applicationEnded = 'The application that registered it may not be told any more what happens in the team.'

export function webhookToWire(row: WebhookRow, attempts: readonly LastAttemptRow[] = []): Webhook {
  const last = attempts.find(({ webhook_id }) => webhook_id === row.webhook_id)
  return {
    webhook_id: row.webhook_id,
    url: row.url,
    event_types: row.event_types ?? [...webhookEventTypes],
    description: row.description,
    authentication: withoutSecrets(row.authentication),
    enabled: row.enabled && row.may_be_told,
    disabled_reason: row.may_be_told ? row.disabled_reason : applicationEnded,
    created_at: printDate(row.created_at),
    last_attempt: last ? { delivery_id: last.delivery_id, ...attemptToWire(last) } : null,
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
    attempts: attempts.filter(({ delivery_id }) => delivery_id === row.delivery_id).map(attemptToWire),
  }
}

function attemptToWire({ at, duration_ms, status, error }: AttemptRow) {
  return { at: printDate(at), duration_ms, status, error }
}
