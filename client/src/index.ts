import createFetchClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './api.gen.ts'
import {
  allAuditEntries,
  allDeliveries,
  allEvents,
  allGrants,
  allPaymentAccounts,
  allPayments,
  allSessions,
  allWebhooks,
} from './lists.ts'
import { ApiProblem, later, NoAnswer } from './problems.ts'
import { createTokens, TokenRefused } from './tokens.ts'
import { readWebhook, WebhookRefused } from './webhooks.ts'

export type { ListedEvent } from './lists.ts'
export type { ReceivedWebhook, WebhookMessage, WebhookRequest } from './webhooks.ts'
export {
  ApiProblem,
  allAuditEntries,
  allDeliveries,
  allEvents,
  allGrants,
  allPaymentAccounts,
  allPayments,
  allSessions,
  allWebhooks,
  NoAnswer,
  readWebhook,
  TokenRefused,
  WebhookRefused,
}

/** The API's schemas by name: `Schemas['Session']`. */
export type Schemas = components['schemas']

export type ClientOptions = {
  /** Where the service is, for example `https://video.clinic.example`; with or without `/v1` at its end. */
  baseUrl: string
  clientId: string
  clientSecret: string
  /** How often a request is tried again that got no answer, or one that says "later" (429, 502, 503, 504). Default 3. */
  retries?: number
  /**
   * How long each try may take, in milliseconds, and the longest time that it waits for a server that says "later" and when
   * (`Retry-After`). Default 30,000.
   */
  timeoutMs?: number
  /** Default: the platform's own. */
  fetch?: typeof fetch
}

export type AnteroomClient = Client<paths, 'application/json'>

/**
 * A client of the API: `GET`, `POST`, `PUT`, `PATCH` and `DELETE` with the addresses of `/v1/openapi.json`, typed by it. It
 * gets and renews its tokens, gives each POST an Idempotency-Key and tries again what had no answer. Answers that
 * say no are thrown as `ApiProblem`, so that `data` is there; `must` takes it out. Where nothing answers, or not in time, it
 * throws `NoAnswer`; a token that is refused, `TokenRefused`.
 */
export function createClient(options: ClientOptions): AnteroomClient {
  const { retries = 3, timeoutMs = 30_000, fetch: platforms = fetch } = options
  const baseUrl = rootOf(options.baseUrl)
  const send: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    return platforms(
      new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
    )
  }
  const tokens = createTokens({ ...options, baseUrl, fetch: send })

  async function attempt(request: Request): Promise<Response> {
    const authorised = async () => {
      const copy = request.clone()
      copy.headers.set('authorization', `Bearer ${await tokens.get()}`)
      return send(copy)
    }
    const response = await authorised()
    if (response.status !== 401 || !response.headers.get('www-authenticate')?.includes('invalid_token')) return response
    tokens.drop()
    return authorised()
  }

  async function fetchWithRetries(request: Request): Promise<Response> {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID())
    }
    for (let tried = 0; ; tried += 1) {
      const response = await attempt(request).catch((error: unknown) => {
        if (request.signal.aborted) throw request.signal.reason
        if (error instanceof TokenRefused || error instanceof ApiProblem) throw error
        if (tried >= retries) throw new NoAnswer(request.method, request.url, error)
        return null
      })
      if (response && (tried >= retries || !later.has(response.status))) return response
      const ms = waitMs(response, tried)
      // Nobody's call should last for as long as an answer says; to come earlier would be in vain.
      if (response && ms > timeoutMs) return response
      await pause(ms, request.signal)
    }
  }

  const client = createFetchClient<paths>({ baseUrl, fetch: fetchWithRetries })
  client.use({
    async onResponse({ request, response }) {
      if (response.ok) return
      throw new ApiProblem(await problemIn(response), response, request.url)
    },
  })
  return client
}

/** The body of an answer: `const session = await must(client.GET('/v1/sessions/{session_id}', …))`. */
export async function must<Data>(answer: Promise<{ data?: Data; response: Response }>): Promise<NonNullable<Data>> {
  const { data, response } = await answer
  if (data === undefined || data === null) throw new ApiProblem({ title: 'The answer is empty' }, response)
  return data
}

/** Paths begin with `/v1` already. */
function rootOf(baseUrl: string): string {
  if (!/^https?:\/\/[^/]/.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(
      `baseUrl has to begin with https:// or http:// and be an address, and is ${JSON.stringify(baseUrl)}`,
    )
  }
  return baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '')
}

/** Nothing where the answer is none of the service's. */
async function problemIn(response: Response): Promise<Partial<Schemas['Problem']>> {
  if (!response.headers.get('content-type')?.includes('json')) return {}
  return (await response.json().catch(() => ({}))) as Partial<Schemas['Problem']>
}

/** As long as the server says, else longer each time. */
function waitMs(response: Response | null, tried: number): number {
  const seconds = Number(response?.headers.get('retry-after'))
  return seconds > 0 ? seconds * 1000 : 200 * 2 ** tried * (0.5 + Math.random())
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}
