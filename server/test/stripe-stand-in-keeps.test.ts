import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { idOf, libraryAt, newKey, standInForTest, startHook, toKeep, toPay, typeIn } from './support/stripe.ts'

test('a session ends by the clock, with what was begun on it', async () => {
  let at = Date.parse('2026-03-01T10:00:00Z')
  const standIn = await standInForTest({ clock: { now: () => new Date(at) } })
  const stripe = libraryAt(standIn)
  const soon = await stripe.checkout.sessions.create({ ...toPay, expires_at: at / 1000 + 1800 })
  const late = await stripe.checkout.sessions.create(toKeep)
  standIn.control.pay(soon.id, '4000000000000002')
  at += 1799_000
  expect((await stripe.checkout.sessions.retrieve(soon.id)).status).toBe('open')
  at += 1_000
  const ended = await stripe.checkout.sessions.retrieve(soon.id, { expand: ['payment_intent'] })
  expect(ended).toMatchObject({ status: 'expired', payment_intent: { status: 'canceled' } })
  expect((await typeIn(soon.url ?? '', '4242424242424242')).status).toBe(410)
  expect((await stripe.checkout.sessions.retrieve(late.id)).status).toBe('open')
  at += 24 * 3_600_000
  const { data } = await stripe.checkout.sessions.list({ status: 'expired' })
  expect(data.map(({ id }) => id)).toEqual([late.id, soon.id])
  const events = await stripe.events.list({ type: 'checkout.session.expired' })
  expect(events.data).toHaveLength(2)
})

test('everything is there after the next start, keys of repeated requests among it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'stripe.json')
  const key = newKey()
  const first = await startStripeStandIn({ file })
  const before = libraryAt(first, key)
  const session = await before.checkout.sessions.create(toPay, { idempotencyKey: 'k' })
  await before.webhookEndpoints.create({ url: 'https://clinic.test/hook', enabled_events: ['charge.refunded'] })
  await typeIn(session.url ?? '', '4242424242424242')
  const unpaid = await before.checkout.sessions.create(toPay)
  await first.stop()
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['stripe.json'])

  const second = await standInForTest({ file, port: Number(new URL(first.url).port) })
  const after = libraryAt(second, key)
  expect((await after.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid')
  expect((await after.checkout.sessions.create(toPay, { idempotencyKey: 'k' })).id).toBe(session.id)
  expect((await after.webhookEndpoints.list()).data).toMatchObject([{ url: 'https://clinic.test/hook' }])
  expect(second.totals()).toMatchObject({ captured: 4995 })
  expect((await typeIn(unpaid.url ?? '', '4242424242424242')).status).toBe(303)
})

test('a file that cannot be read is begun anew', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'stand-in-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(path.join(folder, 'stripe.json'), '{"map":[["acct_1"')
  const standIn = await standInForTest({ file: path.join(folder, 'stripe.json') })
  expect((await libraryAt(standIn).checkout.sessions.list()).data).toEqual([])
})

test('a list is read page by page, the newest first', async () => {
  const standIn = await standInForTest()
  const stripe = libraryAt(standIn)
  const made: string[] = []
  for (let at = 0; at < 5; at += 1) made.unshift(idOf(await stripe.checkout.sessions.create(toPay)))
  const all: string[] = []
  for await (const { id } of stripe.checkout.sessions.list({ limit: 2 })) all.push(id)
  expect(all).toEqual(made)
  const { data, has_more } = await stripe.checkout.sessions.list({ limit: 2, ending_before: made[4] ?? '' })
  expect([data.map(({ id }) => id), has_more]).toEqual([made.slice(2, 4), true])
  await expect(stripe.checkout.sessions.list({ limit: 101 })).rejects.toMatchObject({ param: 'limit' })
  await expect(stripe.checkout.sessions.list({ starting_after: 'cs_none' })).rejects.toMatchObject({
    code: 'resource_missing',
  })
})

test('what is no request of Stripe is refused, and ends nothing', async () => {
  const standIn = await standInForTest()
  const stripe = libraryAt(standIn)
  const headers = { authorization: 'Bearer sk_test_1', 'content-type': 'application/x-www-form-urlencoded' }
  const post = async (body: string, to = '/v1/checkout/sessions') => {
    const answer = await fetch(standIn.url + to, { method: 'POST', headers, body })
    return [answer.status, ((await answer.json()) as { error: { type: string; code?: string } }).error.type]
  }
  const invalid = 'invalid_request_error'
  expect(await post(`mode=payment&x=${'x'.repeat(300_000)}`)).toEqual([413, invalid])
  expect(await post(`${'a[b]'.repeat(1)}${'[c]'.repeat(5_000)}=1`)).toEqual([400, invalid])
  expect(await post(Array.from({ length: 2_000 }, (_, at) => `metadata[${at}]=1`).join('&'))).toEqual([400, invalid])
  expect(await post('metadata=1&metadata[a]=2')).toEqual([400, invalid])
  expect(await post('__proto__[mode]=payment&constructor[prototype][x]=1')).toEqual([400, invalid])
  expect(await post('mode[__proto__]=payment')).toEqual([400, invalid])
  expect(await post('%', '/v1/nothing')).toEqual([404, invalid])
  expect(await post('', '//')).toEqual([404, invalid])
  expect(await post('', '/v1/checkout/sessions/%2e%2e/%00/expire')).toEqual([404, invalid])
  await expect(stripe.checkout.sessions.retrieve('constructor')).rejects.toMatchObject({ statusCode: 404 })
  await expect(stripe.checkout.sessions.create(toPay, { idempotencyKey: 'k'.repeat(256) })).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
  })
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(standIn.url).port), '127.0.0.1', () => socket.end('no HTTP\r\n\r\n'))
    socket.resume().on('close', () => resolve())
  })
  expect((await stripe.checkout.sessions.create(toPay)).status).toBe('open')
})

test('a payment by a way that takes days is made, and succeeds or fails later', async () => {
  const standIn = await standInForTest()
  const stripe = libraryAt(standIn)
  const hook = await startHook(stripe, [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
  ])
  for (const isPaid of [true, false]) {
    const { id } = await stripe.checkout.sessions.create(toPay)
    standIn.control.payLater(id)
    const waiting = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    expect(waiting).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing' },
    })
    standIn.control.settleLater(id, isPaid)
    const settled = await stripe.checkout.sessions.retrieve(id)
    expect([settled.status, settled.payment_status]).toEqual(['complete', isPaid ? 'paid' : 'unpaid'])
  }
  await hook.until(() => expect(hook.types()).toHaveLength(4))
  expect(new Set(hook.types())).toEqual(
    new Set([
      'checkout.session.completed',
      'checkout.session.async_payment_succeeded',
      'checkout.session.async_payment_failed',
    ]),
  )
  expect(standIn.totals().captured).toBe(4995)
})
