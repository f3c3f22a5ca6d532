import { expect, test } from 'vitest'
import { idOf, libraryAt, newKey, slowly, standInForTest, startHook, toKeep, toPay } from './support/stripe.ts'

async function start(...events: Parameters<typeof startHook>[1][]) {
  const standIn = await standInForTest()
  const stripe = libraryAt(standIn)
  const hook = await startHook(stripe, ...events)
  return { standIn, stripe, hook, control: standIn.control }
}

test('each who wants to know of an event is sent it, signed, as it was when it happened', async () => {
  const { control, stripe, hook } = await start()
  const session = await stripe.checkout.sessions.create(toPay, { idempotencyKey: 'k' })
  control.pay(session.id)
  await hook.until(() => expect(hook.types()).toContain('checkout.session.completed'))
  expect(hook.types().sort()).toEqual([
    'charge.succeeded',
    'checkout.session.completed',
    'payment_intent.created',
    'payment_intent.succeeded',
  ])
  const completed = hook.received.find(({ type }) => type === 'checkout.session.completed')
  expect(completed?.data.object).toMatchObject({ id: session.id, payment_status: 'paid', status: 'complete' })
  const created = hook.received.find(({ type }) => type === 'payment_intent.created')
  expect(created?.data.object).toMatchObject({ status: 'requires_payment_method' })
  expect(await stripe.events.retrieve(completed?.id ?? '')).toMatchObject({ type: 'checkout.session.completed' })
  const { data } = await stripe.events.list({ types: ['charge.succeeded', 'payment_intent.succeeded'] })
  expect(data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'charge.succeeded'])
})

test('an endpoint is sent what it asked for, and another account nothing', async () => {
  const { standIn, control, stripe, hook } = await start(['checkout.session.expired', 'setup_intent.succeeded'])
  const foreign = libraryAt(standIn, newKey())
  control.pay(idOf(await foreign.checkout.sessions.create(toKeep)))
  control.pay(idOf(await stripe.checkout.sessions.create(toKeep)))
  await stripe.checkout.sessions.expire(idOf(await stripe.checkout.sessions.create(toPay)))
  await hook.until(() => expect(hook.types().sort()).toEqual(['checkout.session.expired', 'setup_intent.succeeded']))
  await expect.poll(() => standIn.control.deliveries()).toHaveLength(2)
})

test('what was not taken comes again', async () => {
  const { control, stripe, hook } = await start(['checkout.session.completed'])
  hook.answer(500)
  control.pay(idOf(await stripe.checkout.sessions.create(toPay)))
  await hook.until(() => expect(hook.refused.length).toBeGreaterThan(1))
  hook.answer(200)
  await hook.until(() => expect(hook.types()).toEqual(['checkout.session.completed']))
})

test('an address where nobody is ends nothing, and stops with the stand-in', async () => {
  const { standIn, control, stripe } = await start()
  await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['*'] })
  control.pay(idOf(await stripe.checkout.sessions.create(toPay)))
  await expect.poll(() => control.deliveries().some(({ status }) => status === null), slowly).toBe(true)
  await standIn.stop()
  await expect(fetch(standIn.url)).rejects.toThrow()
})

test('webhooks can be lost, doubled, and come in another order', async () => {
  const { control, stripe, hook } = await start(['checkout.session.completed', 'payment_intent.succeeded'])
  const pay = async () => control.pay(idOf(await stripe.checkout.sessions.create(toPay)))
  control.changePost({ lose: 1 })
  await pay()
  await hook.until(() => expect(hook.types()).toEqual(['checkout.session.completed']))

  control.changePost({ lose: 'all' })
  await pay()
  control.changePost({ lose: 0, isHeld: true, isDoubled: true })
  await pay()
  expect(control.heldWebhooks()).toEqual([
    ...['payment_intent.succeeded', 'payment_intent.succeeded'],
    ...['checkout.session.completed', 'checkout.session.completed'],
  ])
  await control.release('reversed')
  expect(hook.types().slice(1)).toEqual([
    ...['checkout.session.completed', 'checkout.session.completed'],
    ...['payment_intent.succeeded', 'payment_intent.succeeded'],
  ])
  expect(new Set(hook.received.map(({ id }) => id)).size).toBe(3)
})

test('an endpoint is changed, listed without its secret, and taken away', async () => {
  const { control, stripe, hook } = await start()
  const { id } = hook.endpoint
  await stripe.webhookEndpoints.update(id, { disabled: true })
  control.pay(idOf(await stripe.checkout.sessions.create(toPay)))
  const { data } = await stripe.webhookEndpoints.list()
  expect(data).toMatchObject([{ id, status: 'disabled' }])
  expect(data[0]?.secret).toBeUndefined()
  expect(await stripe.webhookEndpoints.del(id)).toEqual({ id, object: 'webhook_endpoint', deleted: true })
  await expect(stripe.webhookEndpoints.retrieve(id)).rejects.toMatchObject({ statusCode: 404 })
  expect(control.deliveries()).toEqual([])
})

test('a restricted key may do all but what it was not given', async () => {
  const standIn = await standInForTest()
  const stripe = libraryAt(standIn, newKey('rk_test').concat('_nowebhooks'))
  expect((await stripe.checkout.sessions.create(toPay)).status).toBe('open')
  await expect(
    stripe.webhookEndpoints.create({ url: 'https://clinic.test/hook', enabled_events: ['*'] }),
  ).rejects.toMatchObject({ statusCode: 403, type: 'StripePermissionError' })
})
