import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Session } from '@anteroom/contract/api/sessions'
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Config } from '../src/config.ts'
import type { Demo } from '../src/demo/demo.ts'
import { startDemoStripe } from '../src/demo/payments.ts'
import { prepareDemo } from '../src/demo/service.ts'
import { demoWords } from '../src/demo/words.ts'
import { systemClock } from '../src/ground/clock.ts'
import { createLog } from '../src/ground/log.ts'
import { startTestApp, type TestApp } from './support/app.ts'
import { openPage } from './support/page.ts'

const stripe = await startTestStripe()
const app = await startTestApp({}, undefined, { standIn: stripe })
const dataDir = await mkdtemp(path.join(tmpdir(), 'anteroom demo '))
afterAll(() => rm(dataDir, { recursive: true }))
const file = path.join(dataDir, 'demo.json')

async function emptyDatabase() {
  await app.database.pool.query(
    'truncate users, teams, api_clients, refresh_tokens, sessions, participants, visits cascade',
  )
  await rm(file, { force: true })
}
beforeEach(emptyDatabase)

async function startTestStripe() {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom stripe '))
  const config = { host: '127.0.0.1', port: 0, publicUrl: 'http://video.test:3000', dataDir: folder }
  const started = await startDemoStripe({ config, clock: systemClock, log: createLog('silent') })
  if (!started) throw new Error('the stand-in did not start')
  afterAll(async () => {
    await started.stop()
    await rm(folder, { recursive: true })
  })
  return started
}

async function start(started: TestApp = app, change: Partial<Config> = {}, standIn: typeof stripe | null = null) {
  const prepared = await prepareDemo({ ...started, standIn, config: { ...started.config, dataDir, ...change } })
  if (!prepared) throw new Error('there is no demo')
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(prepared.demo)
  return prepared
}

/** What somebody does who pastes the credentials into their program. */
async function tokenOf({ client_id, client_secret }: Demo): Promise<string | null> {
  const credentials = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const answer = await fetch(`${app.url}/v1/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as { access_token?: string }
  return access_token ?? null
}

async function sessionsOf(demo: Demo): Promise<Session[]> {
  const token = await tokenOf(demo)
  if (!token) return []
  const { body } = await app.call<{ content: Session[] }>('GET', '/v1/sessions', { token })
  return body.content
}

describe('the first start', () => {
  test('makes a team with a session that runs for eight hours, and writes down all that is needed', async () => {
    const { demo, hasNewSecrets } = await start()
    expect(Object.keys(demo).sort()).toEqual(
      ['api_url', 'client_id', 'client_secret', 'guest_url', 'host_url', 'session_id']
        .concat(['system_client_id', 'system_client_secret', 'team_id'])
        .sort(),
    )
    expect(demo.api_url).toBe('https://video.test/v1')
    expect(hasNewSecrets).toBe(false)
    const [session] = await sessionsOf(demo)
    expect(session?.session_id).toBe(demo.session_id)
    expect(session?.team_id).toBe(demo.team_id)
    expect(session?.participants.map(({ role, entry_url }) => [role, entry_url])).toEqual([
      ['HOST', demo.host_url],
      ['GUEST', demo.guest_url],
    ])
    expect(Date.parse(String(session?.start_time))).toBeLessThanOrEqual(Date.now())
    expect(Date.parse(String(session?.end_time)) - Date.parse(String(session?.start_time))).toBe(8 * 3_600_000)
  })

  test('makes a system client whose secret works', async () => {
    const { demo } = await start()
    expect(await app.tokens.authenticate(demo.system_client_id, demo.system_client_secret)).toMatchObject({
      teamId: null,
    })
  })

  test('keeps the file to its owner', async () => {
    await start()
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('says in the terminal what to open, what to paste and where things are', async () => {
    const prepared = await start()
    const words = demoWords({ location: null, ...prepared, publicUrl: app.config.publicUrl, dataDir })
    for (const fact of [
      prepared.demo.host_url,
      prepared.demo.guest_url,
      prepared.demo.client_secret,
      prepared.demo.api_url,
      `${prepared.demo.api_url}/docs`,
      dataDir,
    ]) {
      expect(words).toContain(fact)
    }
  })
})

describe('a later start', () => {
  test('keeps everything as it is', async () => {
    const first = await start()
    expect((await start()).demo).toEqual(first.demo)
  })

  test('keeps the links that were handed on, whoever has come since and whatever they have become', async () => {
    const { demo } = await start()
    const token = await tokenOf(demo)
    const [session] = await sessionsOf(demo)
    const guest = session?.participants.find(({ entry_url }) => entry_url === demo.guest_url)
    const body = { role: 'host' }
    await app.call('PUT', `/v1/participants/${guest?.participant_id}`, { token, body })
    const other = { role: 'guest', display_name: 'Kim' }
    await app.call('POST', `/v1/sessions/${demo.session_id}/participants`, { token, body: other })
    const [after] = await sessionsOf(demo)
    expect(after?.participants.map(({ role }) => role).sort()).toEqual(['GUEST', 'HOST', 'HOST'])
    expect((await start()).demo).toEqual(demo)
  })

  test('makes a new session when the one before is over, and keeps the secrets', async () => {
    const first = await start()
    app.clock.advance(9 * 3_600_000)
    const second = await start()
    expect(second.demo.session_id).not.toBe(first.demo.session_id)
    expect(second.demo.host_url).not.toBe(first.demo.host_url)
    expect(second.demo).toMatchObject({
      client_id: first.demo.client_id,
      client_secret: first.demo.client_secret,
      team_id: first.demo.team_id,
    })
  })

  test('at another address has the links there', async () => {
    const first = await start()
    const moved = await startTestApp({ PUBLIC_URL: 'http://localhost:4000' }, app)
    const second = await start(moved)
    await moved.close()
    expect(second.demo).toEqual({
      ...first.demo,
      api_url: 'http://localhost:4000/v1',
      host_url: first.demo.host_url.replace('https://video.test', 'http://localhost:4000'),
      guest_url: first.demo.guest_url.replace('https://video.test', 'http://localhost:4000'),
    })
  })

  test.each([
    ['is lost', () => rm(file)],
    ['is broken', () => writeFile(file, '{"client_id": ')],
    ['is of something else', () => writeFile(file, '{}')],
  ])('without the file, which %s, makes new secrets and says so', async (_what, lose) => {
    const first = await start()
    await lose()
    const second = await start()
    expect(second.hasNewSecrets).toBe(true)
    expect(second.demo).toMatchObject({ client_id: first.demo.client_id, team_id: first.demo.team_id })
    expect(second.demo.client_secret).not.toBe(first.demo.client_secret)
    expect(await sessionsOf(second.demo)).not.toEqual([])
    expect(await sessionsOf(first.demo)).toEqual([])
  })

  test('with the file of another database starts afresh', async () => {
    const first = await start()
    const text = await readFile(file, 'utf8')
    await emptyDatabase()
    await writeFile(file, text)
    const second = await start()
    expect(second.demo.team_id).not.toBe(first.demo.team_id)
    expect(await sessionsOf(second.demo)).toHaveLength(1)
  })
})

describe('a guest with a fee', () => {
  const withFee = () => start(app, {}, stripe)

  test('pays to the stand-in of Stripe, and the terminal says how', async () => {
    const { demo, ...facts } = await withFee()
    expect(demo.stripe_stand_in_url).toBe(stripe.url)
    const [session] = await sessionsOf(demo)
    expect(session?.participants.map(({ display_name, entry_url }) => [display_name, entry_url])).toEqual([
      ['Dr Robin Hale', demo.host_url],
      ['Sam Rivers', demo.guest_url],
      ['Alex Moreno', demo.paying_guest_url],
    ])
    const words = demoWords({ location: null, demo, ...facts, publicUrl: app.config.publicUrl, dataDir })
    expect(words).toContain(`Paying guest ${demo.paying_guest_url}`)
    expect(words).toContain('4242 4242 4242 4242')

    const page = await openPage(app.url, String(demo.paying_guest_url))
    const [owed] = page.view().payments ?? []
    expect(owed).toMatchObject({ state: 'owed', amount: 5000, currency: 'aud', test: true })
    const opened = await page.ask('payment:open', { paymentId: owed?.paymentId })
    // Where somebody's browser finds it, which knows this server by its public name.
    expect(opened).toMatchObject({ ok: true, url: expect.stringMatching(/^http:\/\/video\.test:\d+\/pay\/cs_test_/) })
  })

  test('is the same one after the next start, with the same account', async () => {
    const { demo } = await withFee()
    expect((await withFee()).demo).toEqual(demo)
    const [session] = await sessionsOf(demo)
    expect(session?.participants).toHaveLength(3)
    const { rows } = await app.database.pool.query('select name from payment_accounts')
    expect(rows).toEqual([{ name: 'Demo account' }])
  })

  test('comes into a session that was running without one', async () => {
    const { demo } = await start()
    expect(demo).not.toHaveProperty('paying_guest_url')
    const second = await withFee()
    expect(second.demo).toMatchObject(demo)
    const [session] = await sessionsOf(demo)
    expect(session?.participants.map(({ entry_url }) => entry_url)).toContain(second.demo.paying_guest_url)
  })

  test('is not told of where the stand-in could not start, and is there again when it can', async () => {
    const { demo } = await withFee()
    const { demo: without, ...facts } = await start()
    expect(without).not.toHaveProperty('paying_guest_url')
    const words = demoWords({ location: null, demo: without, ...facts, publicUrl: app.config.publicUrl, dataDir })
    expect(words).not.toContain('Paying guest')
    expect((await withFee()).demo).toEqual(demo)
  })
})

describe('the stand-in of Stripe', () => {
  const quiet = { clock: systemClock, log: createLog('silent') }

  test('listens on the next port, and on any other where that is taken', async () => {
    const taken = Number(new URL(stripe.url).port)
    const config = { host: '127.0.0.1', port: taken - 1, publicUrl: 'http://127.0.0.1:3000', dataDir }
    const other = await startDemoStripe({ ...quiet, config })
    onTestFinished(async () => other?.stop())
    expect(other?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(other?.url).not.toBe(stripe.url)
    await other?.stop()
    const before = Number(new URL(String(other?.url)).port) - 1
    const next = await startDemoStripe({ ...quiet, config: { ...config, port: before } })
    onTestFinished(async () => next?.stop())
    expect(next?.url).toBe(other?.url)
  })

  test('that cannot start is done without', async () => {
    const config = { host: '192.0.2.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', dataDir }
    expect(await startDemoStripe({ ...quiet, config })).toBeNull()
  })
})

test('a key of Stripe itself goes to Stripe, also where there is a stand-in', async () => {
  const body = { name: 'Practice', secret_key: 'sk_test_51Abc' }
  const team = await app.makeTeam('practice')
  const answer = await app.call('POST', '/v1/payment-accounts', { body, token: team.token })
  // Nobody listens where the tests have Stripe.
  expect(answer).toMatchObject({ status: 503, body: { type: '/problems/provider-unreachable' } })
})

test('a database with teams of somebody is left alone', async () => {
  await app.makeTeam('clinic')
  expect(await prepareDemo({ ...app, config: { ...app.config, dataDir } })).toBeNull()
  const { rows } = await app.database.pool.query('select count(*) from teams')
  expect(Number(rows[0].count)).toBe(1)
})

test('the system client that the configuration names is the one that is told', async () => {
  const systemClient = { clientId: '7384a948-0b37-4faa-9f37-73201ea1b5e2', secret: 'x'.repeat(40) }
  await app.teams.setSystemClient(systemClient)
  const { demo } = await start(app, { systemClient })
  expect(demo).toMatchObject({ system_client_id: systemClient.clientId, system_client_secret: systemClient.secret })
  expect(await app.tokens.authenticate(systemClient.clientId, systemClient.secret)).toMatchObject({ teamId: null })
})
