import { randomUUID } from 'node:crypto'
import type { PaymentAccount, PaymentAccountPage } from '@anteroom/contract/api/payments'
import { describe, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import { newKey } from './support/stripe.ts'

const stripe = await startStripeStandIn()
const app = await startTestApp({ STRIPE_API_URL: stripe.url, LOG_LEVEL: 'debug' })

type Problem = { type: string; detail?: string; errors?: { pointer: string; message: string }[] }

async function aTeam() {
  const { token, teamId } = await app.makeTeam(`t${randomUUID().slice(0, 8)}`)
  const ask = <Body = PaymentAccount>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path = '', body?: unknown) =>
    app.call<Body>(method, `/v1/payment-accounts${path}`, { token, ...(body ? { body } : {}) })
  const add = async (change: object = {}) => {
    const made = await ask('POST', '', { name: 'Practice', secret_key: newKey(), ...change })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    return made.body
  }
  const list = async () => (await ask<PaymentAccountPage>('GET')).body.content
  const refused = async (body: object) => (await ask<Problem>('POST', '', body)) as { status: number; body: Problem }
  return { teamId, token, ask, add, list, refused }
}

const rowOf = async (accountId: string) =>
  (await app.database.pool.query('select * from payment_accounts where account_id = $1', [accountId])).rows[0]

/** The webhook endpoints that Stripe would know of the key's account. */
async function endpointsOf(key: string) {
  const answer = await fetch(`${stripe.url}/v1/webhook_endpoints`, { headers: { authorization: `Bearer ${key}` } })
  return ((await answer.json()) as { data: { id: string; url: string; enabled_events: string[] }[] }).data
}

describe('an account', () => {
  test('is tried, has its webhook registered, and never shows its secrets', async () => {
    const { add, ask, list } = await aTeam()
    const secret_key = newKey()
    const made = await add({ name: 'Practice\u202e', secret_key })
    expect(made).toEqual({
      account_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Practice',
      provider: 'stripe',
      key_hint: secret_key.slice(-4),
      mode: 'test',
      default: true,
      state: 'ready',
      state_message: null,
      webhook: 'registered',
      webhook_url: `https://video.test/v1/stripe/webhook/${made.account_id}`,
      created: expect.any(String),
    })
    expect(await list()).toEqual([made])
    const page = (path: string) => ask<PaymentAccountPage>('GET', path)
    expect((await page('?limit=1')).body).toEqual({ content: [made], next: null, more: false })
    expect((await page(`?after=${made.account_id}`)).body.content).toEqual([])
    expect((await ask('GET', `/${made.account_id}`)).body).toEqual(made)
    const [endpoint, ...others] = await endpointsOf(secret_key)
    expect([endpoint?.url, others]).toEqual([made.webhook_url, []])
    expect(endpoint?.enabled_events).toContain('checkout.session.completed')

    const row = await rowOf(made.account_id)
    expect(row.secret_key).toMatch(/^sealed\./)
    expect(row.webhook_secret).toMatch(/^sealed\./)
    expect(row.provider_account).toMatch(/^acct_/)
    const webhookSecret = app.sealing.open(`payment_accounts.webhook_secret/${made.account_id}`, row.webhook_secret)
    expect(webhookSecret).toMatch(/^whsec_/)
    const { rows: entries } = await app.database.pool.query('select * from audit_log')
    for (const secret of [secret_key, webhookSecret]) {
      expect(JSON.stringify([made, entries])).not.toContain(secret)
      expect(app.logged.join('\n')).not.toContain(secret)
    }
    expect(app.logged.join('\n')).toContain('"route":"/v1/payment-accounts"')
  })

  test('is the default one where it is the first, or is said to be', async () => {
    const { add, ask, list } = await aTeam()
    const first = await add({ default: false })
    const second = await add()
    const defaults = async () => (await list()).filter((one) => one.default).map(({ account_id }) => account_id)
    expect([first.default, second.default, await defaults()]).toEqual([true, false, [first.account_id]])
    const third = await add({ default: true })
    expect(await defaults()).toEqual([third.account_id])
    expect((await ask('PATCH', `/${second.account_id}`, { default: true })).body.default).toBe(true)
    expect(await defaults()).toEqual([second.account_id])
    // Nobody is chosen in its place, but the next first one.
    await ask('DELETE', `/${second.account_id}`)
    expect(await defaults()).toEqual([])
    expect((await add()).default).toBe(false)
  })

  test('is made once by a request that comes twice', async () => {
    const { list, token } = await aTeam()
    const secret_key = newKey()
    const again = () =>
      app.call<PaymentAccount>('POST', '/v1/payment-accounts', {
        token,
        body: { name: 'Practice', secret_key },
        headers: { 'idempotency-key': 'the same' },
      })
    const both = await Promise.all([again(), again()])
    const third = await again()
    expect(new Set([...both, third].map(({ body }) => body.account_id)).size).toBe(1)
    expect(third.headers['idempotent-replayed']).toBe('true')
    expect(await list()).toHaveLength(1)
    // What the slower one had registered meanwhile is gone.
    expect((await endpointsOf(secret_key)).map(({ url }) => url)).toEqual([third.body.webhook_url])
  })

  test('is one of twenty at most', async () => {
    const { teamId, add, refused } = await aTeam()
    const { account_id } = await add()
    await app.database.pool.query(
      `insert into payment_accounts (account_id, team_id, name, key_hint, is_live, state, created_at)
       select gen_random_uuid(), team_id, name, key_hint, is_live, state, created_at
       from payment_accounts, generate_series(1, 19) where account_id = $1`,
      [account_id],
    )
    const { status, body } = await refused({ name: 'x', secret_key: newKey() })
    expect([status, body.detail]).toEqual([409, 'A team has at most 20 payment accounts. Delete one first.'])
    expect(teamId).toBeDefined()
  })

  test('is not there for another team', async () => {
    const { account_id } = await (await aTeam()).add()
    const other = await aTeam()
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      expect((await other.ask(method, `/${account_id}`, method === 'PATCH' ? { name: 'x' } : undefined)).status).toBe(
        404,
      )
    }
  })
})

describe('a key', () => {
  test.each([
    ['that Stripe does not know', 'sk_test_wrong1', /^Stripe does not take the key: Invalid API Key provided: sk_/],
    ['that was taken back', 'sk_test_revoked1', /^Stripe does not take the key: Expired API Key/],
    ['that may not refund', `${newKey('rk_test')}_norefunds`, /allow it: Charges and Refunds: write\.$/],
  ])('%s is refused in words, and nothing is stored', async (_what, secret_key, detail) => {
    const { refused, list } = await aTeam()
    const { status, body } = await refused({ name: 'x', secret_key })
    expect([status, body.type]).toEqual([422, '/problems/payment-refused'])
    expect(body.detail).toMatch(detail)
    expect(body.detail).not.toContain(secret_key)
    expect(await list()).toEqual([])
  })

  test('cannot be tried while Stripe does not answer; nothing is stored, and it can be tried again', async () => {
    const { refused, list, add } = await aTeam()
    const secret_key = newKey()
    for (const path of ['/v1/account', '/v1/webhook_endpoints']) {
      stripe.control.disturb({ path, answer: 503 })
      const { status, body } = await refused({ name: 'x', secret_key })
      expect([status, body.type]).toEqual([503, '/problems/provider-unreachable'])
      stripe.control.calm()
      expect(await list()).toEqual([])
    }
    await add({ secret_key })
  })

  test.each(['pk_test_1', 'sk_test_', 'whsec_1', 'sk_test_a b', ''])('such as %j is none', async (secret_key) => {
    const { refused } = await aTeam()
    expect((await refused({ name: 'x', secret_key })).body.errors?.[0]?.pointer).toBe('/secret_key')
  })

  test('that may not touch webhooks will do, and it is said what to enter', async () => {
    const { add, ask } = await aTeam()
    const word = newKey('rk_test')
    const made = await add({ secret_key: `${word}_nowebhooks` })
    expect(made).toMatchObject({ state: 'ready', webhook: 'missing' })
    expect(made.state_message).toContain('webhook_url')
    expect(made.state_message).toContain('checkout.session.completed, ')
    const path = `/${made.account_id}`
    const wrong = await ask<Problem>('PATCH', path, { webhook_secret: 'we_123' })
    expect(wrong.body.errors?.[0]?.pointer).toBe('/webhook_secret')
    const given = await ask('PATCH', path, { webhook_secret: 'whsec_abc' })
    expect(given.body).toMatchObject({ webhook: 'given', state_message: null })
    expect((await rowOf(made.account_id)).webhook_secret).toMatch(/^sealed\./)
  })

  test('can be replaced by another one of the same account and mode, and the webhook is registered then', async () => {
    const { add, ask } = await aTeam()
    const word = newKey('rk_test')
    const made = await add({ secret_key: `${word}_nowebhooks` })
    const path = `/${made.account_id}`
    const foreign = await ask<Problem>('PATCH', path, { secret_key: newKey() })
    expect(foreign.body.errors?.[0]).toMatchObject({ pointer: '/secret_key', message: expect.stringContaining('own') })
    const live = await ask<Problem>('PATCH', path, { secret_key: word.replace('test', 'live') })
    expect(live.body.errors?.[0]).toEqual({
      pointer: '/secret_key',
      message: 'must be a test key, as the account is',
    })
    expect((await ask('PATCH', path, { secret_key: 'rk_test_wrong1' })).status).toBe(422)
    const { status, body } = await ask('PATCH', path, { secret_key: word.replace('rk', 'sk'), name: 'Clinic' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'Clinic', key_hint: word.slice(-4), webhook: 'registered', state_message: null })
    expect((await ask('GET', path)).body).toEqual(body)
    expect(await endpointsOf(word)).toHaveLength(1)
    // A secret of one's own takes the place of the endpoint that was registered.
    const given = await ask('PATCH', path, { webhook_secret: 'whsec_own' })
    expect(given.body.webhook).toBe('given')
    expect(await endpointsOf(word)).toEqual([])
  })

  test('that may not say whose it is has to know what was paid before, and where nothing was, it may be any', async () => {
    const { add, ask, token } = await aTeam()
    const word = newKey('rk_test')
    const { account_id, webhook } = await add({ secret_key: `${word}_noaccount` })
    expect(webhook).toBe('registered')
    const path = `/${account_id}`
    const replace = (secret_key: string) => ask<PaymentAccount & Problem>('PATCH', path, { secret_key })
    const next = newKey('rk_test')
    expect((await replace(`${next}_noaccount`)).status).toBe(200)
    // Whoever tells of what happens is in the other account now.
    expect(await endpointsOf(next)).toHaveLength(1)

    const participants = [{ role: 'guest', fee: JSON.stringify({ amount: 5000, currency: 'aud' }) }]
    const { participants: seats } = await app.book({ participants }, token)
    const page = await openPage(app.url, seats[0]?.entry_url ?? '')
    await page.ask('payment:open', { paymentId: page.view().payments?.[0]?.paymentId })
    for (const foreign of [`${newKey('rk_test')}_noaccount`, newKey()]) {
      const { status, body } = await replace(foreign)
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/secret_key'])
      expect(body.errors?.[0]?.message).toContain('give one of the same')
    }
    expect((await replace(`${next}_nodisputes`)).status).toBe(422)
    expect((await rowOf(account_id)).provider_account).toBeNull()
    expect((await replace(next.replace('rk', 'sk'))).body).toMatchObject({ state: 'ready', webhook: 'registered' })
    expect((await rowOf(account_id)).provider_account).toMatch(/^acct_/)
  })

  test('says whether money moves', async () => {
    const { add } = await aTeam()
    expect((await add({ secret_key: newKey('sk_live') })).mode).toBe('live')
  })

  test('that stops working shows in the account, and so does that it works again', async () => {
    const { add, ask } = await aTeam()
    const secret_key = newKey()
    const { account_id } = await add({ secret_key })
    const state = async () => {
      const { state, state_message } = (await ask('GET', `/${account_id}`)).body
      return [state, state_message]
    }
    const asking = async () => (await app.paymentAccounts.provider(account_id))?.readPayment('pi_none')
    stripe.control.disturb({ answer: 500 })
    await expect(asking()).rejects.toMatchObject({ why: 'unreachable' })
    expect(await state()).toMatchObject(['unreachable', expect.any(String)])
    stripe.control.calm()
    // It was answered, if only by a no.
    await expect(asking()).rejects.toMatchObject({ why: 'refused' })
    expect(await state()).toEqual(['ready', null])
    stripe.control.revoke(secret_key)
    await expect(asking()).rejects.toMatchObject({ why: 'refused-key' })
    expect(await state()).toMatchObject(['refused', expect.stringContaining('Expired API Key')])
  })
})

describe('an account that is deleted', () => {
  test('loses its secrets and its webhook, and what it has taken stays', async () => {
    const { add, ask, list } = await aTeam()
    const secret_key = newKey()
    const { account_id } = await add({ secret_key })
    expect((await ask('DELETE', `/${account_id}`)).body).toEqual({ ok: true })
    expect(await rowOf(account_id)).toMatchObject({
      secret_key: null,
      webhook_secret: null,
      webhook_endpoint: null,
      is_default: false,
      deleted_at: expect.any(Date),
    })
    expect([await list(), await endpointsOf(secret_key)]).toEqual([[], []])
    expect((await ask('GET', `/${account_id}`)).status).toBe(404)
    expect((await ask('DELETE', `/${account_id}`)).status).toBe(404)
  })

  test('is gone also where Stripe does not answer; the log says what is left there', async () => {
    const { add, ask, list } = await aTeam()
    const { account_id } = await add()
    stripe.control.disturb({ answer: 503 })
    expect((await ask('DELETE', `/${account_id}`)).status).toBe(200)
    stripe.control.calm()
    expect(await list()).toEqual([])
    const left = app.logged.map((line) => JSON.parse(line)).filter(({ code }) => code === 'payment-webhook-left')
    expect(left).toMatchObject([{ accountId: account_id }])
  })

  test('must have no payments under way', async () => {
    const { add, ask, token, teamId } = await aTeam()
    const { account_id } = await add()
    const session = await app.book({}, token)
    const [, guest] = session.participants
    const paymentId = app.ids.sorted()
    await app.database.pool.query(
      `insert into payments (payment_id, team_id, session_id, participant_id, account_id, reason, collect, amount,
         currency, state, created_at, changed_at)
       values ($1, $2, $3, $4, $5, 'request', 'before', 5000, 'aud', 'opened', now(), now())`,
      [paymentId, teamId, session.session_id, guest?.participant_id, account_id],
    )
    const attempt = (state: string) =>
      app.database.pool.query(
        `insert into payment_attempts (attempt_id, payment_id, account_id, kind, state, amount, currency, created_at)
         values ($1, $2, $3, 'checkout', $4, 5000, 'aud', now())`,
        [app.ids.sorted(), paymentId, account_id, state],
      )
    await attempt('closed')
    await attempt('open')
    const { status, body } = await ask<Problem>('DELETE', `/${account_id}`)
    expect([status, body.type]).toEqual([409, '/problems/conflict'])
    expect(body.detail).toMatch(/^1 payment is under way on it/)
    await app.database.pool.query("update payment_attempts set state = 'done'")
    expect((await ask('DELETE', `/${account_id}`)).status).toBe(200)
  })

  test('lets go of fees that were opened on it as the default one, and of no others', async () => {
    const { add, ask, token, teamId } = await aTeam()
    const { account_id } = await add()
    const fee = (account?: string) => JSON.stringify({ amount: 5000, currency: 'aud', ...(account ? { account } : {}) })
    const participants = [
      { role: 'host' },
      { role: 'guest', fee: fee() },
      { role: 'guest', fee: fee(account_id.toUpperCase()) },
    ]
    const session = await app.book({ participants }, token)
    const [, plain = '', named = ''] = session.participants.map(({ participant_id }) => participant_id)
    await app.database.pool.query('delete from payments where session_id = $1', [session.session_id])
    for (const participantId of [plain, named]) {
      await app.database.pool.query(
        `insert into payments (payment_id, team_id, session_id, participant_id, account_id, reason, collect, amount,
           currency, state, created_at, changed_at)
         values ($1, $2, $3, $4, $5, 'fee', 'before', 5000, 'aud', 'expired', now(), now())`,
        [app.ids.sorted(), teamId, session.session_id, participantId, account_id],
      )
    }
    expect((await ask('DELETE', `/${account_id}`)).status).toBe(200)
    const { rows } = await app.database.pool.query(
      'select participant_id, account_id from payments where session_id = $1',
      [session.session_id],
    )
    const accountOf = new Map(rows.map((row) => [row.participant_id, row.account_id]))
    expect([accountOf.get(plain), accountOf.get(named)]).toEqual([null, account_id])
  })
})

test('every change is in the audit log', async () => {
  const { add, ask, teamId } = await aTeam()
  const { account_id } = await add()
  await ask('PATCH', `/${account_id}`, { name: 'Clinic' })
  await ask('DELETE', `/${account_id}`)
  const { rows } = await app.database.pool.query(
    'select action, details from audit_log where team_id = $1 and target = $2 order by entry_id',
    [teamId, account_id],
  )
  expect(rows).toEqual([
    { action: 'payment-account.create', details: { mode: 'test', default: true, webhook: 'registered' } },
    { action: 'payment-account.update', details: { members: ['name'] } },
    { action: 'payment-account.delete', details: {} },
  ])
})
