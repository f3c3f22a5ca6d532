import { expect, test } from 'vitest'
import { idOf, libraryAt, slowly, standInForTest, toPay } from './support/stripe.ts'

async function start() {
  const standIn = await standInForTest()
  return { standIn, control: standIn.control, stripe: libraryAt(standIn) }
}

test.each([
  [429, 'StripeRateLimitError'],
  [500, 'StripeAPIError'],
  [503, 'StripeAPIError'],
] as const)('a call can be answered with %i before it is done', async (answer, type) => {
  const { control, stripe } = await start()
  control.disturb({ path: '/v1/checkout', times: 1, answer })
  await expect(stripe.checkout.sessions.create(toPay)).rejects.toMatchObject({ statusCode: answer, type })
  expect((await stripe.checkout.sessions.list()).data).toEqual([])
  expect((await stripe.checkout.sessions.create(toPay)).status).toBe('open')
})

test('a call can be done although its answer is lost; its key finds what was made', async () => {
  const { control, stripe } = await start()
  control.disturb({ path: '/v1/checkout', times: 2, answer: 'drop', when: 'after' })
  const key = { idempotencyKey: 'a key' }
  // The library itself asks a second time when the line breaks.
  await expect(stripe.checkout.sessions.create(toPay, key)).rejects.toMatchObject({ type: 'StripeConnectionError' })
  const { data } = await stripe.checkout.sessions.list()
  expect(data).toHaveLength(1)
  expect((await stripe.checkout.sessions.create(toPay, key)).id).toBe(data[0]?.id)
  expect(control.calls().map(({ method, idempotencyKey, status }) => [method, idempotencyKey, status])).toEqual([
    ['POST', 'a key', null],
    ['POST', 'a key', null],
    ['GET', null, 200],
    ['POST', 'a key', 200],
  ])
})

test('a failure can be the answer of a key for good, as at Stripe', async () => {
  const { control, stripe } = await start()
  control.disturb({ times: 1, answer: 500, when: 'after', isKept: true })
  const key = { idempotencyKey: 'a key' }
  await expect(stripe.checkout.sessions.create(toPay, key)).rejects.toMatchObject({ statusCode: 500 })
  await expect(stripe.checkout.sessions.create(toPay, key)).rejects.toMatchObject({ statusCode: 500 })
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
})

test('an answer can come later than anybody waits', async () => {
  const { control, stripe } = await start()
  control.disturb({ times: 1, delayMs: 400 })
  const key = { idempotencyKey: 'a key' }
  const impatient = stripe.checkout.sessions.create(toPay, { ...key, timeout: 100 })
  await expect(impatient).rejects.toMatchObject({ type: 'StripeConnectionError' })
  await expect
    .poll(
      () =>
        stripe.checkout.sessions.create(toPay, key).then(
          ({ status }) => status,
          () => null,
        ),
      slowly,
    )
    .toBe('open')
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
})

test('all that goes wrong ends when it is told to', async () => {
  const { control, stripe } = await start()
  control.disturb({ answer: 500 })
  await expect(stripe.accounts.retrieveCurrent()).rejects.toMatchObject({ statusCode: 500 })
  control.calm()
  expect((await stripe.accounts.retrieveCurrent()).object).toBe('account')
})

test('an object can be gone, and a key revoked', async () => {
  const standIn = await standInForTest()
  const stripe = libraryAt(standIn, 'sk_test_once')
  const id = idOf(await stripe.checkout.sessions.create(toPay))
  standIn.control.forget(id)
  await expect(stripe.checkout.sessions.retrieve(id)).rejects.toMatchObject({ code: 'resource_missing' })
  standIn.control.revoke('sk_test_once')
  await expect(stripe.accounts.retrieveCurrent()).rejects.toMatchObject({ statusCode: 401, code: 'api_key_expired' })
})

test('other processes control it with JSON, and pages do not', async () => {
  const { standIn, stripe } = await start()
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(`${standIn.url}/_control`, { method: 'POST', headers, body })
  const { id } = await stripe.checkout.sessions.create(toPay)
  const paid = await post(JSON.stringify({ do: 'pay', with: [id, '4242424242424242'] }))
  expect([paid.status, await paid.json()]).toEqual([200, { is: 'done' }])
  expect(await (await post('{"do":"totals"}')).json()).toMatchObject({ captured: 4995 })
  expect((await post('{"do":"pay","with":["cs_test_none"]}')).status).toBe(409)
  expect((await post('{"do":"constructor"}')).status).toBe(404)
  expect((await post('{"do":')).status).toBe(400)
  expect((await post('{"do":"calm"}', { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await fetch(`${standIn.url}/_control`)).status).toBe(415)
})
