import createFetchClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './api.gen.ts'
import { createTokens, TokenRefused } from './tokens.ts'

export { TokenRefused }

/** The API's schemas by name: `Schemas['Session']`. */
export type Schemas = components['schemas']

/** An answer that says no (RFC 9457), with the response that it came by. */
export class ApiProblem extends Error {
  /** `/problems/<code>` */
  readonly type: string
  readonly status: number
  /** What is wrong with each member that cannot be used. */
  readonly errors: Schemas['BadMember'][]
  /** By which the request is found in the server's log. */
  readonly requestId: string | null

  constructor(problem: Partial<Schemas['Problem']>, response: Response) {
    const members = problem.errors?.map(({ pointer, message }) => `${pointer}: ${message}`) ?? []
    super([problem.detail ?? problem.title ?? response.statusText, ...members].join('; '))
    this.name = 'ApiProblem'
    this.type = problem.type ?? 'about:blank'
    this.status = response.status
    this.errors = problem.errors ?? []
    this.requestId = response.headers.get('x-request-id')
  }
}

export type ClientOptions = {
  /** Where the service is, for example `https://video.clinic.example`. */
  baseUrl: string
  clientId: string
  clientSecret: string
  /** How often a request is tried again that got no answer, or one that says "later" (429, 502, 503, 504). Default 3. */
  retries?: number
  /** Default: the platform's own. */
  fetch?: typeof fetch
}

export type AnteroomClient = Client<paths, 'application/json'>

const later = new Set([429, 502, 503, 504])

/**
 * A client of the API: `GET`, `POST`, `PUT` and `DELETE` with the addresses of `/v1/openapi.json`, typed by it. It
 * gets and renews its tokens, gives each POST an Idempotency-Key and tries again what had no answer. Answers that
 * say no are thrown as `ApiProblem`, so that `data` is there; `must` takes it out.
 */
export function createClient(options: ClientOptions): AnteroomClient {
  const { retries = 3, fetch: send = fetch } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
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
        if (tried >= retries || error instanceof TokenRefused || request.signal.aborted) throw error
        return null
      })
      if (response && (tried >= retries || !later.has(response.status))) return response
      await pause(waitMs(response, tried), request.signal)
    }
  }

  const client = createFetchClient<paths>({ baseUrl, fetch: fetchWithRetries })
  client.use({
    async onResponse({ response }) {
      if (response.ok) return
      const isProblem = response.headers.get('content-type')?.includes('json')
      throw new ApiProblem(isProblem ? ((await response.json()) as Schemas['Problem']) : {}, response)
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
