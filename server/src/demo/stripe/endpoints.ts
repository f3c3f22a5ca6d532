import Stripe from 'stripe'
import { call } from './call.ts'
import { listOf, paging } from './lists.ts'
import type { Account, Endpoint } from './objects.ts'
import { invalid, noSuch } from './refusal.ts'
import { flag, list, pairs, shortText, text } from './shapes.ts'

const maxEndpoints = 16

export function find(account: Account, id: string): Endpoint {
  const endpoint = account.endpoints.get(id)
  if (!endpoint) throw noSuch('webhook endpoint', id)
  return endpoint
}

function checkUrl(account: Account, url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed?.protocol !== 'https:' && (parsed?.protocol !== 'http:' || account.isLive)) {
    throw invalid('Invalid URL: URL must be a publicly accessible https address', { code: 'url_invalid', param: 'url' })
  }
  return url
}

export const endpointCalls = [
  call(
    'POST',
    '/v1/webhook_endpoints',
    'webhooks',
    {
      takes: {
        api_version: shortText,
        description: text,
        enabled_events: list(shortText),
        metadata: pairs,
        url: text,
      },
      needs: ['enabled_events', 'url'],
    },
    ({ world, account, given }) => {
      if (account.endpoints.size >= maxEndpoints) {
        throw invalid(`You have reached the maximum of ${maxEndpoints} test webhook endpoints.`)
      }
      const endpoint: Endpoint = {
        id: world.id('we_'),
        object: 'webhook_endpoint',
        api_version: given.api_version ?? Stripe.API_VERSION,
        created: world.now(),
        description: given.description ?? null,
        enabled_events: given.enabled_events ?? [],
        livemode: account.isLive,
        metadata: given.metadata ?? {},
        status: 'enabled',
        url: checkUrl(account, given.url ?? ''),
      }
      const secret = world.id('whsec_')
      account.endpoints.set(endpoint.id, endpoint)
      account.secrets.set(endpoint.id, secret)
      // Only this once.
      return { ...endpoint, secret }
    },
  ),
  call(
    'POST',
    '/v1/webhook_endpoints/{id}',
    'webhooks',
    { takes: { description: text, disabled: flag, enabled_events: list(shortText), metadata: pairs, url: text } },
    ({ account, given, id }) => {
      const endpoint = find(account, id)
      if (given.url !== undefined) endpoint.url = checkUrl(account, given.url)
      if (given.disabled !== undefined) endpoint.status = given.disabled ? 'disabled' : 'enabled'
      endpoint.enabled_events = given.enabled_events ?? endpoint.enabled_events
      endpoint.description = given.description ?? endpoint.description
      endpoint.metadata = { ...endpoint.metadata, ...given.metadata }
      return endpoint
    },
  ),
  call('GET', '/v1/webhook_endpoints/{id}', 'webhooks', { takes: {} }, ({ account, id }) => find(account, id)),
  call('GET', '/v1/webhook_endpoints', 'webhooks', { takes: paging }, ({ account, given }) =>
    listOf(account.endpoints, '/v1/webhook_endpoints', given),
  ),
  call('DELETE', '/v1/webhook_endpoints/{id}', 'webhooks', { takes: {} }, ({ account, id }) => {
    find(account, id)
    account.endpoints.delete(id)
    account.secrets.delete(id)
    return { id, object: 'webhook_endpoint', deleted: true }
  }),
]
