import { readWebhook, WebhookRefused } from '@anteroom/client'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { quick, type Received, register, startReceiver, toLoopback, until } from './support/receiver.ts'

// What a webhook brings, as an integrator reads it with the client.

const app = await startTestApp(toLoopback, undefined, quick)

async function aDelivery() {
  const receiver = await startReceiver()
  const { webhook_id, secret } = await register(app, { url: receiver.url })
  await app.call('POST', `/v1/webhooks/${webhook_id}/test`)
  const received = await until(() => {
    const [first] = receiver.received
    if (!first) throw new Error('nothing has come')
    return first
  })
  return { secret, webhookId: webhook_id, received, headers: received.headers as Record<string, string> }
}

describe('a delivery', () => {
  test('is read with its type and its id, also from a Fetch request and as bytes', async () => {
    const { secret, received, headers } = await aDelivery()
    const expected = {
      id: headers['webhook-id'],
      message: { type: 'webhook:test', createdAt: expect.any(Number), payload: { teamId: app.team.teamId } },
    }
    expect(await readWebhook({ secret, headers, body: received.body })).toEqual(expected)
    const asBytes = { secret, headers: new Headers(headers), body: new TextEncoder().encode(received.body) }
    expect(await readWebhook(asBytes)).toEqual(expected)
    const inCapitals = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
    expect(await readWebhook({ secret, headers: inCapitals, body: received.body })).toEqual(expected)
  })

  test('is read by either secret while one takes the place of the other', async () => {
    const { secret, received, headers } = await aDelivery()
    const other = `whsec_${btoa('another key of 24 letters')}`
    const { body } = received
    expect(await readWebhook({ secret: [other, secret], headers, body })).toMatchObject({ id: headers['webhook-id'] })
    await expect(readWebhook({ secret: other, headers, body })).rejects.toThrow(WebhookRefused)
  })

  test.each<
    [string, (given: Received) => { headers?: Record<string, string | undefined>; body?: string; now?: number }]
  >([
    ['another body', ({ body }) => ({ body: body.replace('webhook:test', 'webhook:tests') })],
    ['another id', ({ headers }) => ({ headers: { ...(headers as object), 'webhook-id': 'another' } })],
    [
      'another time',
      ({ headers }) => ({
        headers: { ...(headers as object), 'webhook-timestamp': `${Math.floor(Date.now() / 1000) - 7}` },
      }),
    ],
    ['no time', ({ headers }) => ({ headers: { ...(headers as object), 'webhook-timestamp': 'NaN' } })],
    ['no signature', ({ headers }) => ({ headers: { ...(headers as object), 'webhook-signature': undefined } })],
    [
      'a signature that is none',
      ({ headers }) => ({ headers: { ...(headers as object), 'webhook-signature': 'v1,%%% v1 , v2,AAAA' } }),
    ],
    ['an age of six minutes', () => ({ now: Date.now() + 360_000 })],
    ['a time in six minutes', () => ({ now: Date.now() - 360_000 })],
  ])('with %s is refused', async (_what, change) => {
    const { secret, received, headers } = await aDelivery()
    const given = { secret, headers, body: received.body, ...change(received) }
    await expect(readWebhook(given)).rejects.toThrow(WebhookRefused)
  })

  test('by a secret that cannot be one says so', async () => {
    const { received, headers } = await aDelivery()
    await expect(readWebhook({ secret: 'whsec_%', headers, body: received.body })).rejects.toThrow(TypeError)
  })
})
