import type { IncomingMessage } from 'node:http'
import type { Control } from './control.ts'
import type { Answer } from './objects.ts'

/**
 * `POST /_control` with `{"do": "pay", "with": ["cs_test_…", "4242424242424242"]}`: what tests in this process call by
 * name, for those in others. From this machine only, and from no page, whose browser would ask first what JSON may be sent.
 */
export async function answerControl(control: Control, request: IncomingMessage, body: string): Promise<Answer> {
  const isHere = /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '')
  if (!isHere || request.headers['x-forwarded-for'] !== undefined) return words(403, 'only from this machine')
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') {
    return words(415, 'only JSON by POST')
  }
  const asked = parse(body)
  if (!asked) return words(400, 'the body is {"do": "…", "with": […]}')
  if (!Object.hasOwn(control, asked.do)) return words(404, `there is no ${asked.do}`)
  const run = control[asked.do as keyof Control] as (...given: unknown[]) => unknown
  try {
    return { status: 200, body: JSON.stringify((await run(...asked.with)) ?? null) }
  } catch (error) {
    if (error instanceof RangeError) return words(409, error.message)
    throw error
  }
}

function parse(body: string): { do: string; with: unknown[] } | null {
  try {
    const asked: unknown = JSON.parse(body)
    if (typeof asked !== 'object' || asked === null) return null
    const { do: name, with: given = [] } = asked as { do?: unknown; with?: unknown }
    return typeof name === 'string' && Array.isArray(given) ? { do: name, with: given } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function words(status: number, error: string): Answer {
  return { status, body: JSON.stringify({ error }) }
}
