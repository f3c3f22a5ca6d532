import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Delivery, WebhookWithSecret } from '@anteroom/contract/api/webhooks'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, vi } from 'vitest'
import type { TestApp } from './app.ts'

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
export type Answering = (response: ServerResponse, received: Received, count: number) => void

export const withStatus =
  (status: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response.writeHead(status, headers).end()

/** An HTTP server of somebody who is told of events; it answers as it is told to, at first with 204. */
export async function startReceiver(first: Answering = withStatus(204), port = 0) {
  const received: Received[] = []
  let answering = first
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
      received.push(one)
      answering(response, one, received.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}/hook`,
    port: taken,
    received,
    answer(next: Answering) {
      answering = next
    },
    close,
    /** The events that came, by their ids, in the order of arrival. */
    ids: () => received.map(({ headers }) => String(headers['webhook-id'])),
  }
}

/** All that deliveries wait for, shortened. */
export const quick = {
  timing: {
    retries: { limit: 8, delaySeconds: 1, maxDelaySeconds: 1 },
    timeoutMs: 2_000,
    expireSeconds: 4,
    pollMs: 100,
    superviseSeconds: 1,
  },
}

/** Webhooks may lead to this machine, where the receivers of the tests are. */
export const toLoopback = { WEBHOOK_NETWORKS: '127.0.0.0/8, ::1' }

/** Looks until it is so. */
export const until = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 15_000, interval: 25 })

export async function register(app: TestApp, body: Record<string, unknown>, token?: string) {
  const answer = await app.call<WebhookWithSecret>('POST', '/v1/webhooks', { body, ...(token ? { token } : {}) })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

/** An event as a change of a session writes it. */
export async function happen({ database }: Pick<TestApp, 'database'>, teamId: string, type = 'session:create') {
  const eventId = randomUUID()
  const payload = { teamId, sessionId: randomUUID() }
  await database.pool.query('insert into events (event_id, team_id, type, payload) values ($1, $2, $3, $4)', [
    eventId,
    teamId,
    type,
    payload,
  ])
  return { eventId, payload }
}

export async function deliveriesOf(app: TestApp, webhookId: string, query = ''): Promise<Delivery[]> {
  const { status, body } = await app.call<{ content: Delivery[] }>(
    'GET',
    `/v1/webhooks/${webhookId}/deliveries${query}`,
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body.content
}

/** Throws when the signature is not by this secret. */
export function verify(secret: string, { body, headers }: Received): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>)
}
