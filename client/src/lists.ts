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

type Page<Item> = { content: Item[]; next: string | null; more: boolean }

/** Page after page of every list but that of sessions, which is one of the published API. */
async function* follow<Item, Next extends string | null>(
  read: (after: { after?: string }) => Promise<{ data?: Page<Item> & { next: Next } }>,
  begin: string | undefined = undefined,
  keep: (next: Next) => void | Promise<void> = () => {},
): AsyncGenerator<Item> {
  for (let after = begin, more = true; more; ) {
    const { data } = await read(after === undefined ? {} : { after })
    if (!data) return
    yield* data.content
    await keep(data.next)
    after = data.next ?? undefined
    more = data.more
  }
}

/** All payments that fit, newest first. */
export const allPayments = (api: Api, query: Query<'/v1/payments'> = {}): AsyncGenerator<Schemas['Payment']> =>
  follow((after) => api.GET('/v1/payments', { params: { query: { ...query, ...after } } }))

/** What was sent to a webhook, newest first. */
export function allDeliveries(
  api: Api,
  webhookId: string,
  query: Query<'/v1/webhooks/{webhook_id}/deliveries'> = {},
): AsyncGenerator<Schemas['Delivery']> {
  const path = { webhook_id: webhookId }
  return follow((after) =>
    api.GET('/v1/webhooks/{webhook_id}/deliveries', { params: { path, query: { ...query, ...after } } }),
  )
}

/** The webhooks of the team, oldest first. */
export const allWebhooks = (api: Api, query: Query<'/v1/webhooks'> = {}): AsyncGenerator<Schemas['Webhook']> =>
  follow((after) => api.GET('/v1/webhooks', { params: { query: { ...query, ...after } } }))

/** The team's accounts at Stripe, oldest first. */
export const allPaymentAccounts = (
  api: Api,
  query: Query<'/v1/payment-accounts'> = {},
): AsyncGenerator<Schemas['PaymentAccount']> =>
  follow((after) => api.GET('/v1/payment-accounts', { params: { query: { ...query, ...after } } }))

/** What applications may do for a team, newest first. */
export const allGrants = (
  api: Api,
  teamId: string,
  query: Query<'/v1/teams/{teamId}/grants'> = {},
): AsyncGenerator<Schemas['Grant']> =>
  follow((after) =>
    api.GET('/v1/teams/{teamId}/grants', { params: { path: { teamId }, query: { ...query, ...after } } }),
  )

/** The audit log in the order of its chain. */
export const allAuditEntries = (api: Api, query: Query<'/v1/audit-log'> = {}): AsyncGenerator<Schemas['AuditEntry']> =>
  follow(({ after }) =>
    api.GET('/v1/audit-log', { params: { query: { ...query, ...(after ? { after: Number(after) } : {}) } } }),
  )

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
  const { after: begin, ...others } = query
  const events = follow((after) => api.GET('/v1/events', { params: { query: { ...others, ...after } } }), begin, keep)
  for await (const { event_id, cursor, ...message } of events) {
    yield { id: event_id, cursor, message: message as WebhookMessage }
  }
}
