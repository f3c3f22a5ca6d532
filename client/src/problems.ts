import type { components } from './api.gen.ts'

type Schemas = components['schemas']

/** Statuses that say: not now, and perhaps in a moment. */
export const later = new Set([429, 502, 503, 504])

/** An answer that says no (RFC 9457), with the response that it came by. */
export class ApiProblem extends Error {
  /** `/problems/<code>`; `about:blank` where what answered is most likely not the service. */
  readonly type: string
  readonly status: number
  /** What is wrong with each member that cannot be used. */
  readonly errors: Schemas['BadMember'][]
  /** By which the request is found in the server's log. */
  readonly requestId: string | null
  /** Where the answer came from. */
  readonly url: string

  constructor(problem: Partial<Schemas['Problem']>, response: Response, url = response.url) {
    const members = problem.errors?.map(({ pointer, message }) => `${pointer}: ${message}`) ?? []
    const said = problem.detail ?? problem.title ?? `${response.status} ${response.statusText}`
    super(`${url}: ${[said, ...members].join('; ')}`)
    this.name = 'ApiProblem'
    this.type = problem.type ?? 'about:blank'
    this.status = response.status
    this.errors = problem.errors ?? []
    this.requestId = response.headers.get('x-request-id')
    this.url = url
  }
}

/** Nothing has answered, or not in time; `cause` is what the last try came to. Whether it was done is not known. */
export class NoAnswer extends Error {
  readonly url: string

  constructor(method: string, url: string, cause: unknown) {
    super(`${method} ${url} got no answer: ${reasonOf(cause)}`, { cause })
    this.name = 'NoAnswer'
    this.url = url
  }
}

/** Node says "fetch failed", and why in a cause of that. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause, message } = error
  const inner = cause instanceof Error ? cause.message || String(Object(cause).code) : null
  return inner ? `${message}: ${inner}` : message
}
