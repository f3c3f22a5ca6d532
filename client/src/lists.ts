import type { Client } from 'openapi-fetch'
import type { components, paths } from './api.gen.ts'
import type { ReceivedWebhook, WebhookMessage } from './webhooks.ts'

type Schemas = components['schemas']
type Api = Pick<Client<paths, 'application/json'>, 'GET'>
type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Given } } }
  ? Omit<NonNullable<Given>, 'page' | 'after' | 'before'>
  : never

/** All sessions that fit, page after page: `for await (const session of allSessions(anteroom))`. */
export async function* allSessions(api: Api, query: Query<'/v1/sessions'> = {}): AsyncGenerator<Schemas['Session']> {
  for (let page = 0, more = true; more; page += 1) {
    const { data } = await api.GET('/v1/sessions', { params: { query: { ...query, page } } })
    yield* data?.content ?? []
    more = data?.more === true
  }
}

/** All payments that fit, newest first. */
export async function* allPayments(api: Api, query: Query<'/v1/payments'> = {}): AsyncGenerator<Schemas['Payment']> {
  for (let after: string | null | undefined; after !== null; ) {
    const { data } = await api.GET('/v1/payments', { params: { query: { ...query, ...(after ? { after } : {}) } } })
    yield* data?.payments ?? []
    after = data?.next ?? null
  }
}

/** What was sent to a webhook, newest first. */
export async function* allDeliveries(
  api: Api,
  webhookId: string,
  query: Query<'/v1/webhooks/{webhook_id}/deliveries'> = {},
): AsyncGenerator<Schemas['Delivery']> {
  const path = { webhook_id: webhookId }
  for (let before: string | undefined, more = true; more; ) {
    const params = { path, query: { ...query, ...(before ? { before } : {}) } }
    const { data } = await api.GET('/v1/webhooks/{webhook_id}/deliveries', { params })
    yield* data?.content ?? []
    before = data?.content.at(-1)?.delivery_id
    more = data?.more === true && before !== undefined
  }
}

/** The audit log in the order of its chain. */
export async function* allAuditEntries(
  api: Api,
  query: Query<'/v1/audit-log'> = {},
): AsyncGenerator<Schemas['AuditEntry']> {
  for (let after: number | undefined, more = true; more; ) {
    const { data } = await api.GET('/v1/audit-log', { params: { query: { ...query, ...(after ? { after } : {}) } } })
    yield* data?.entries ?? []
    after = data?.entries.at(-1)?.seq
    more = data?.more === true && after !== undefined
  }
}

/** An event as `readWebhook` reads it, and where the list goes on behind it. */
export type ListedEvent = ReceivedWebhook & { cursor: string }

/**
 * What has happened, oldest first, until there is no more for now. Begins behind `after`: the cursor that was kept last. `keep`
 * is given the cursor to keep once all before it was dealt with, also where nothing was of the types asked for.
 */
export async function* allEvents(
  api: Api,
  query: Query<'/v1/events'> & { after?: string } = {},
  keep: (cursor: string) => void | Promise<void> = () => {},
): AsyncGenerator<ListedEvent> {
  for (let { after } = query, more = true; more; ) {
    const { data } = await api.GET('/v1/events', { params: { query: { ...query, ...(after ? { after } : {}) } } })
    for (const { event_id, cursor, ...message } of data?.content ?? []) {
      yield { id: event_id, cursor, message: message as WebhookMessage }
    }
    if (data) await keep(data.next)
    after = data?.next
    more = data?.more === true
  }
}
