import type { PaymentAccount } from '@anteroom/contract/api/payments'
import type { Webhook } from '@anteroom/contract/api/webhooks'
import { beforeEach, describe, expect, test } from 'vitest'
import { createCommands } from '../src/admin/commands.ts'
import { createPrinter } from '../src/admin/terminal.ts'
import { createDatabasePlace } from '../src/db/place.ts'
import { differencesOf, type Place } from '../src/db/place-rules.ts'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { createLog } from '../src/ground/log.ts'
import { adminPartsOf, upToDate } from './support/admin.ts'
import { startTestApp } from './support/app.ts'
import { createTestDatabase } from './support/database.ts'
import { createPayers } from './support/payer.ts'
import { deliveriesOf, happen, quick, register, startReceiver, toLoopback, until } from './support/receiver.ts'

const inProduction = {
  NODE_ENV: 'production',
  TRUST_PROXY: 'loopback',
  // Only read: the app is given a database of its own.
  DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
}

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp(
  { ...toLoopback, ...inProduction, STRIPE_API_URL: stripe.url, LOG_LEVEL: 'info' },
  undefined,
  quick,
)
const { pool } = app.database
const { aPayer, opened } = createPayers({ app, stripe })

/** What a dump of this database is, once it was restored somewhere else. */
async function becomeCopy(change = "database = '1'") {
  await pool.query(`update database_place set ${change}`)
  await app.place.look()
}

async function admin(line: string): Promise<string> {
  let printed = ''
  const printer = createPrinter({
    write(text) {
      printed += text
    },
  })
  const terminal = { ...printer, ask: async () => '', askPassword: async () => '', askSecrets: async () => [] }
  const commands = createCommands((work) => work(adminPartsOf(app)), terminal, upToDate)
  await commands.parseAsync(['node', 'admin', ...line.split(' ')])
  await app.place.look()
  return printed
}

const codes = () =>
  app.logged.map((line) => JSON.parse(line).code as string).filter((code) => code.startsWith('database-'))

const aside = { db: app.database.kysely, config: app.config, log: createLog('silent', { write: () => {} }) }

async function begin() {
  await pool.query('delete from database_place')
  await app.place.look()
  app.logged.length = 0
}

describe('a database that stands elsewhere than it was noted', () => {
  beforeEach(begin)

  test('tells no webhook and charges nobody until somebody says that it was moved', async () => {
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url })
    const payer = await aPayer({ collect: 'card' })
    stripe.control.pay(await opened(payer.page))
    await payer.page.ask('payment:check', { paymentId: payer.page.view().payments?.[0]?.paymentId })
    await until(async () => expect(await payer.read()).toMatchObject({ state: 'card-kept' }))

    await becomeCopy()
    expect(app.place.isUnconfirmed()).toBe(true)
    const calls = stripe.control.calls().length
    // It is written down that it is wanted, and nobody is asked for it.
    expect((await payer.post('charge', { amount: 5000 })).body).toMatchObject({ state: 'charging' })
    const { eventId } = await happen(app, app.team.teamId, 'session:update')
    // It is known to whom it goes, and it waits.
    await until(async () =>
      expect((await deliveriesOf(app, webhook_id))[0]).toMatchObject({ event_id: eventId, state: 'pending' }),
    )
    await app.payments.pursueDue(new AbortController().signal)
    expect(receiver.received).toEqual([])
    expect(stripe.control.calls()).toHaveLength(calls)
    // Whoever has a link can meet all the same.
    expect((await app.call('POST', '/v1/sessions', { body: {} })).status).not.toBe(503)

    expect(await admin('database status')).toMatch(
      /It is not the one that was noted: it is another database of the same cluster/,
    )
    expect(await admin('database moved')).toMatch(/again within seconds/)
    expect(app.place.isUnconfirmed()).toBe(false)
    await until(() => expect(receiver.ids()).toEqual([eventId]))
    app.clock.advance(120_000)
    await app.payments.pursueDue(new AbortController().signal)
    await until(async () => expect(await payer.read()).toMatchObject({ state: 'paid' }))
    expect(codes()).toEqual(['database-not-confirmed', 'database-confirmed'])
    expect(await admin('database status')).toMatch(/It is the one that was noted/)
  })

  test('stands for itself once it is said to be a copy: without the webhooks and keys that it came with', async () => {
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url })
    const payer = await aPayer({ collect: 'card' })
    const { accountId, call } = payer
    await becomeCopy()
    await happen(app, app.team.teamId, 'session:update')
    await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('pending'))
    const calls = stripe.control.calls().length

    expect(await admin('database copy')).toMatch(/stands for itself now/)
    expect(app.place.isUnconfirmed()).toBe(false)
    const { body: webhook } = await app.call<Webhook>('GET', `/v1/webhooks/${webhook_id}`)
    expect(webhook).toMatchObject({ enabled: false, disabled_reason: expect.stringMatching(/a copy of a database/) })
    expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('dropped')
    const { body: account } = await call<PaymentAccount>('GET', `/v1/payment-accounts/${accountId}`)
    expect(account).toMatchObject({ state: 'refused', state_message: expect.stringMatching(/a copy of a database/) })
    await app.payments.pursueDue(new AbortController().signal)
    // The one before goes on being told by Stripe: nothing was asked for, nor taken away there.
    expect(stripe.control.calls()).toHaveLength(calls)

    // Whoever tries things out in the copy has a receiver of their own.
    await app.call('PUT', `/v1/webhooks/${webhook_id}`, { body: { enabled: true } })
    const { eventId } = await happen(app, app.team.teamId, 'session:update')
    await until(() => expect(receiver.ids()).toEqual([eventId]))
  })

  test('is no copy where it moved under a process that was there: a standby has taken over', async () => {
    const { rows } = await pool.query('select cluster, database, timeline, origin from database_place')
    const before: Place = { ...rows[0], isProduction: true }
    const after: Place = { ...before, timeline: '2' }
    let here = before
    const started = () => createDatabasePlace({ ...aside, placeNow: async () => here })
    const [lasting, late] = [started(), started()]
    await lasting.look()
    here = after
    // Started while nobody has seen it move.
    await late.look()
    expect(late.isUnconfirmed()).toBe(true)
    await lasting.look()
    await late.look()
    expect([lasting.isUnconfirmed(), late.isUnconfirmed()]).toEqual([false, false])
    // In another cluster it does not move under anybody.
    here = { ...after, cluster: '8' }
    await lasting.look()
    expect(lasting.isUnconfirmed()).toBe(true)
  })
})

describe('where a database stands', () => {
  const noted: Place = { cluster: '7', database: '5', timeline: '1', origin: 'https://video.test', isProduction: true }

  test.each([
    ['the same', {}, []],
    ['restored into another cluster', { cluster: '8', database: '9', timeline: '1' }, ['cluster']],
    ['copied beside it', { database: '6' }, ['database']],
    ['recovered from a backup of the cluster', { timeline: '2' }, ['timeline']],
    ['at another address', { origin: 'https://test.video.test' }, ['origin']],
    ['elsewhere, for another address', { cluster: '8', origin: 'https://a.test' }, ['cluster', 'origin']],
    ['on the machine of a developer', { origin: 'http://localhost:3000', isProduction: false }, ['not-in-production']],
    ['with somebody who does not tell', { cluster: null, timeline: null }, []],
  ] as const)('%s', (_, change, differences) => {
    expect(differencesOf(noted, { ...noted, ...change })).toEqual(differences)
  })

  test('nothing is asked of what was never in production', () => {
    const demo = { ...noted, isProduction: false }
    expect(differencesOf(demo, { ...noted, cluster: '8', origin: 'https://elsewhere.test' })).toEqual([])
  })

  test('is written down once, however often it is looked at', async () => {
    await begin()
    const written = async () => (await pool.query('select xmin::text, noted_at from database_place')).rows
    const before = await written()
    await app.place.look()
    expect(await written()).toEqual(before)
  })

  test('is noted by whoever looks first, and a true copy is known as one', async () => {
    await begin()
    const { rows } = await pool.query('select * from database_place')
    expect(rows).toMatchObject([
      { cluster: expect.stringMatching(/^\d+$/), timeline: '1', origin: 'https://video.test', is_production: true },
    ])
    const copy = await createTestDatabase()
    const lines: string[] = []
    const log = createLog('info', { write: (line) => void lines.push(line) })
    const columns = Object.keys(rows[0]).join(', ')
    await copy.pool.query(
      `insert into database_place (${columns}) select ${columns} from json_populate_record(null::database_place, $1)`,
      [JSON.stringify(rows[0])],
    )
    const place = createDatabasePlace({ db: copy.kysely, config: app.config, log })
    await place.look()
    await place.look()
    expect(place.isUnconfirmed()).toBe(true)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { code: 'database-not-confirmed', differs: 'it is another database of the same cluster' },
    ])
    await copy.close()
  })
})
