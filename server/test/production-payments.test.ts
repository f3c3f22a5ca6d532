import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../src/db/pool.ts'
import { startTestApp } from './support/app.ts'
import { createTestDatabase } from './support/database.ts'
import { openPage } from './support/page.ts'
import { startServerProcess } from './support/process.ts'
import { startReceiver } from './support/receiver.ts'
import { standInForTest } from './support/stripe.ts'

/** With which the demo's account is opened at the stand-in; at Stripe it is nobody's. */
const demoKey = 'sk_test_anteroomdemo'
const folder = await mkdtemp(path.join(tmpdir(), 'anteroom production '))
afterAll(() => rm(folder, { recursive: true }))

/** Writes down each module that a process loads. Goes along in a setting, and so without spaces. */
const noting = `import { registerHooks } from 'node:module'
import { appendFileSync } from 'node:fs'
registerHooks({ load(url, context, next) {
  appendFileSync(process.env.LOADED_MODULES, url + String.fromCharCode(10))
  return next(url, context)
} })`

/** What the demo's pages, or its words, would say. */
const wordOf = (text: string) => /stand-in|test card|anteroomdemo|demo clinic/i.exec(text)?.[0] ?? null

/** Ana owes a fee to an account that was added with the key of the demo's. */
async function bookAna(database: Database): Promise<string> {
  const stripe = await standInForTest()
  const app = await startTestApp({ STRIPE_API_URL: stripe.url }, { database })
  const account = await app.call('POST', '/v1/payment-accounts', { body: { name: 'Practice', secret_key: demoKey } })
  expect(account.status).toBe(200)
  const fee = JSON.stringify({ amount: 5000, currency: 'aud' })
  const { participants } = await app.book({ participants: [{ role: 'guest', display_name: 'Ana', fee }] })
  await app.close()
  return String(participants[0]?.entry_url)
}

test('in production there is no trace of the stand-in for Stripe: no code, no page and no word', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const entryUrl = await bookAna(database)
  // Stands where Stripe does, and takes nobody's key.
  const stripe = await startReceiver((response) => {
    const error = { type: 'invalid_request_error', message: 'Invalid API Key provided' }
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
  })
  const list = path.join(folder, 'loaded')
  const { url } = await startServerProcess(database, {
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://video.test',
    STRIPE_API_URL: new URL(stripe.url).origin,
    LOADED_MODULES: list,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(noting)}`,
  })

  for (const [method, page] of [
    ['GET', '/pay/cs_test_1'],
    ['POST', '/pay/cs_test_1'],
    ['GET', '/pay/cs_test_1/bank'],
    ['GET', '/bank/pi_1'],
    ['GET', '/receipt/ch_1'],
    ['POST', '/_control'],
    ['GET', '/v1/checkout/sessions/cs_test_1'],
    ['POST', '/v1/checkout/sessions'],
    ['POST', '/v1/payment_intents'],
  ] as const) {
    const headers = { authorization: `Bearer ${demoKey}`, 'content-type': 'application/json' }
    const answer = await fetch(url + page, { method, headers, ...(method === 'POST' && { body: '{}' }) })
    expect.soft(answer.status, page).toBe(404)
    expect.soft(wordOf(await answer.text()), page).toBe(null)
  }
  const door = new URL(entryUrl).pathname
  for (const page of ['/', door, '/v1/docs', '/v1/openapi.json', '/embed/check', '/nothing']) {
    const words = await (await fetch(url + page, { headers: { accept: 'text/html' } })).text()
    expect.soft(words.length, page).toBeGreaterThan(500)
    expect.soft(wordOf(words), page).toBe(null)
  }

  const ana = await openPage(url, entryUrl)
  const [payment] = ana.view().payments ?? []
  expect(await ana.ask('payment:open', { paymentId: payment?.paymentId })).toMatchObject({ ok: false })
  expect(stripe.received.map(({ headers }) => headers.authorization)).toContain(`Bearer ${demoKey}`)
  const loaded = (await readFile(list, 'utf8')).split('\n')
  expect(loaded).toContainEqual(expect.stringMatching(/\/src\/payments\/open\.ts$/))
  expect(loaded.filter((module) => module.includes('/src/demo/'))).toEqual([])
})
