import { expect, test } from 'vitest'
import { libraryAt, standInForTest, toKeep, toPay, typeIn } from './support/stripe.ts'

async function start() {
  const standIn = await standInForTest()
  return { standIn, stripe: libraryAt(standIn) }
}

/** The field of that name, with what it says of itself. */
const fieldOf = (page: string, name: string) => new RegExp(`<input id="${name}"[^>]*>`).exec(page)?.[0] ?? ''

test('every page says what it is, and needs nothing from elsewhere', async () => {
  const { standIn, stripe } = await start()
  const session = await stripe.checkout.sessions.create(toPay)
  const asked = await stripe.checkout.sessions.create(toKeep)
  standIn.control.pay(asked.id, '4000002760003184')
  const ended = await stripe.checkout.sessions.create(toPay)
  await stripe.checkout.sessions.expire(ended.id)
  const done = await stripe.checkout.sessions.create(toPay)
  standIn.control.pay(done.id)
  const { data } = await stripe.charges.list()
  const receipt = data[0]?.receipt_url ?? ''
  const statuses: number[] = []
  for (const url of [session.url, `${asked.url}/bank`, ended.url, done.url, receipt, `${standIn.url}/pay/nothing`]) {
    const answer = await fetch(url ?? '')
    const page = await answer.text()
    statuses.push(answer.status)
    expect(page).toContain('No money moves here.')
    expect(page).toMatch(/<html lang="en">[\s\S]*<title>[^<]+ – stand-in for Stripe<\/title>[\s\S]*<h1>/)
    expect(page).not.toMatch(/<script|src="http|url\(|@import/)
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/)
  }
  expect(statuses).toEqual([200, 200, 410, 200, 200, 404])
})

test('what is wrong is said beside each field, and the first has the cursor', async () => {
  const { stripe } = await start()
  const { url } = await stripe.checkout.sessions.create(toPay)
  const answer = await typeIn(url ?? '', '4242 4242 4242 4241', { expiry: '12 / 20', cvc: '1', email: 'ana' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('<title>Error: Pay A$49.95')
  for (const [name, words] of Object.entries({
    number: 'This is not a card number',
    expiry: 'is in the past',
    cvc: 'Enter the 3 digits',
    email: 'This is not an e-mail address.',
  })) {
    expect(page).toMatch(new RegExp(`id="${name}-error">[^<]*${words}`))
    expect(fieldOf(page, name)).toMatch(new RegExp(`aria-invalid="true"\\s+aria-describedby="${name}-error`))
  }
  expect(page.match(/autofocus/g)).toHaveLength(1)
  expect(fieldOf(page, 'number')).toContain('autofocus')
})

test('a card that is no test card is refused, and its number not sent back', async () => {
  const { standIn, stripe } = await start()
  const { url } = await stripe.checkout.sessions.create(toPay)
  const page = await (await typeIn(url ?? '', '4539 5787 6362 1486', { email: 'ana@example.org' })).text()
  expect(page).toContain('here only test cards work')
  expect(page).not.toContain('1486')
  expect(fieldOf(page, 'email')).toContain('ana@example.org')
  expect(standIn.totals().captured).toBe(0)
})

test('what somebody wrote stays text', async () => {
  const { stripe } = await start()
  const name = '<script>alert(1)</script>'
  const line = { ...toPay.line_items[0].price_data, product_data: { name } }
  const { url } = await stripe.checkout.sessions.create({ ...toPay, line_items: [{ quantity: 2, price_data: line }] })
  const page = await (await typeIn(url ?? '', '4242424242424242', { expiry: '"><script>' })).text()
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; × 2')
  expect(page).toContain('A$99.90')
})

test.each([
  ['12/40', 303],
  ['1240', 303],
  ['12 / 2040', 303],
  ['13/40', 422],
  ['00/40', 422],
  ['', 422],
])('the expiry %j is answered with %i', async (expiry, status) => {
  const { stripe } = await start()
  const { url } = await stripe.checkout.sessions.create(toPay)
  expect((await typeIn(url ?? '', '4242424242424242', { expiry })).status).toBe(status)
})

test('a card is good until its month is over', async () => {
  let at = Date.parse('2026-03-31T23:59:00Z')
  const standIn = await standInForTest({ clock: { now: () => new Date(at) } })
  const { url } = await libraryAt(standIn).checkout.sessions.create(toPay)
  at += 120_000
  expect((await typeIn(url ?? '', '4242424242424242', { expiry: '03/26' })).status).toBe(422)
  expect((await typeIn(url ?? '', '4242424242424242', { expiry: '04/26' })).status).toBe(303)
})
