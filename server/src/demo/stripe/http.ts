import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type Api, refused } from './api.ts'
import type { Control, Heard } from './control.ts'
import { answerControl } from './control-route.ts'
import type { Disturbance, Disturbances } from './disturbances.ts'
import type { Answer } from './objects.ts'
import { type Pages, pagePolicy } from './page-routes.ts'
import { Refusal } from './refusal.ts'

const maxBodyBytes = 256 * 1024
const mostHeard = 10_000

type Parts = {
  api: Api
  pages: Pages
  control: Control
  disturbances: Disturbances
  heard: Heard[]
  signal: AbortSignal
  /** Something may be different from before. */
  changed(): void
}

/** What comes in over HTTP: calls of the API, people's browsers, and tests that change what happens. */
export function createListener({ api, pages, control, disturbances, heard, signal, changed }: Parts) {
  async function answerCall(request: IncomingMessage, response: ServerResponse, url: URL, body: string) {
    const { method = '', headers } = request
    const idempotencyKey = headers['idempotency-key']
    const one: Heard = {
      method,
      path: url.pathname,
      body,
      idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
      account: null,
      status: null,
    }
    heard.push(one)
    if (heard.length > mostHeard) heard.shift()
    const { delayMs = 0, until, answer, when, isKept } = disturbances.take(method, url.pathname)
    const wait = async () => {
      await until
      if (delayMs > 0) await delay(delayMs, undefined, { signal })
    }
    if (answer && when === 'before') {
      await wait()
      return disturb(response, answer, one)
    }
    const done = api({
      method,
      path: url.pathname,
      query: url.search.slice(1),
      body,
      authorization: headers.authorization,
      idempotencyKey: one.idempotencyKey ?? undefined,
    })
    one.account = done.accountId
    if (method !== 'GET') changed()
    await wait()
    done.close(answer && answer !== 'drop' && isKept ? brokenAnswer(answer) : undefined)
    if (answer) return disturb(response, answer, one)
    one.status = done.status
    send(response, done, {
      'request-id': done.requestId,
      ...(done.isRepeated ? { 'idempotent-replayed': 'true' } : {}),
      ...(one.idempotencyKey === null ? {} : { 'idempotency-key': one.idempotencyKey }),
    })
  }

  function answerPage(request: IncomingMessage, response: ServerResponse, url: URL, body: string) {
    const shown = pages.show({ isPost: request.method === 'POST', path: url.pathname, body })
    if (request.method === 'POST') changed()
    if ('goTo' in shown) return void response.writeHead(303, { location: shown.goTo }).end()
    response.writeHead(shown.status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    response.end(request.method === 'HEAD' ? undefined : shown.body)
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    // The path may be anything: `//` alone is no address.
    const url = new URL(`http://stand-in${/^\/[^/\\]/.test(request.url ?? '') ? request.url : '/'}`)
    const body = await readBody(request)
    if (body === null) {
      const words = 'The request is larger than this stand-in reads.'
      return send(response, refused(413, { type: 'invalid_request_error', message: words }), { connection: 'close' })
    }
    if (url.pathname === '/_control') {
      const answered = await answerControl(control, request, body)
      changed()
      return send(response, answered)
    }
    if (/^\/(pay|bank|receipt)\//.test(url.pathname)) return answerPage(request, response, url, body)
    return answerCall(request, response, url, body)
  }

  return (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      if (signal.aborted || response.headersSent) return void response.destroy()
      if (error instanceof Refusal) return send(response, refused(error.status, error.error))
      const message = `The stand-in has a mistake: ${error instanceof Error ? error.stack : String(error)}`
      send(response, refused(500, { type: 'api_error', message }))
    })
  }
}

function disturb(response: ServerResponse, answer: NonNullable<Disturbance['answer']>, heard: Heard) {
  if (answer === 'drop') return void response.socket?.destroy()
  heard.status = answer
  send(response, brokenAnswer(answer))
}

function brokenAnswer(status: 429 | 500 | 502 | 503): Answer {
  return status === 429
    ? refused(429, { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' })
    : refused(status, { type: 'api_error', message: 'An unknown error occurred.' })
}

function send(response: ServerResponse, { status, body }: Answer, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

/** Null when it is too large; the rest is not read. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
