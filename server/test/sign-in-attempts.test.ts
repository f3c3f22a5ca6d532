import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { type Counters, createCounters } from '../src/counters/counters.ts'
import { operator } from '../src/ground/caller.ts'
import { createLog } from '../src/ground/log.ts'
import { takeAttempt } from '../src/users/attempts.ts'
import { startTestApp } from './support/app.ts'
import { authorizeUrl, createBrowser, makeApplication, makeUser, password, signInPath } from './support/authorize.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp({ PASSWORD_GRANT: 'on', TRUST_PROXY: 'loopback' })
const oauth = createOAuth(app)
const { teamId } = app.team
const { appId } = await makeApplication(app)
const url = authorizeUrl({ client_id: appId, state: 's' })

const check = (email: string, given: string, place: string, device: string | null = null) =>
  app.signIn.check({ email, password: given, place, device, ip: '192.0.2.1' })
const newPlace = () => `address ${randomUUID()}`
const wrong = { wrong: true }
const isWait = { waitSeconds: expect.any(Number), isBusy: false }

async function signInPage() {
  const browser = createBrowser(app)
  await browser.get(url)
  return browser
}

/** Each limit by itself, without a password being hashed for each attempt. */
describe('attempts', () => {
  const log = createLog('silent')
  const processes = [0, 1].map(() =>
    createCounters({ db: app.database.kysely, clock: app.clock, log, secret: Buffer.alloc(32), everyMs: 20 }),
  ) as [Counters, Counters]
  afterAll(async () => {
    for (const counters of processes) await counters.stop()
  })

  const take = (attempt: Partial<Parameters<typeof takeAttempt>[1]>, counters = processes[0]) =>
    takeAttempt(counters, {
      email: 'ana@clinic.test',
      place: newPlace(),
      device: null,
      isKnownDevice: false,
      ...attempt,
    })
  const take50 = (attempt: () => Parameters<typeof take>[0]) => {
    for (let count = 0; count < 50; count++) expect(take(attempt())).not.toHaveProperty('waitSeconds')
  }

  test('from many places get little further than from one, and all processes count together', async () => {
    take50(() => ({ email: 'many@clinic.test' }))
    expect(take({ email: 'many@clinic.test' })).toHaveProperty('waitSeconds')
    expect(take({ email: 'other@clinic.test' })).not.toHaveProperty('waitSeconds')
    const elsewhere = () => take({ email: 'many@clinic.test' }, processes[1])
    await expect.poll(elsewhere, { timeout: 10_000 }).toHaveProperty('waitSeconds')
  })

  test('at many accounts are slowed down by their place, which known browsers there are not', () => {
    const place = newPlace()
    for (const _half of [1, 2]) take50(() => ({ email: `${randomUUID()}@clinic.test`, place }))
    expect(take({ email: 'new@clinic.test', place })).toHaveProperty('waitSeconds')
    expect(take({ email: 'new@clinic.test', place, device: 'd', isKnownDevice: true })).not.toHaveProperty(
      'waitSeconds',
    )
  })

  test('by a known browser have a limit too', () => {
    const attempt = { email: 'known@clinic.test', device: 'e', isKnownDevice: true }
    for (let count = 0; count < 10; count++) expect(take(attempt)).not.toHaveProperty('waitSeconds')
    expect(take(attempt)).toEqual({ waitSeconds: 60 })
  })

  test('that were right do not count, so that a whole hospital can sign in from one address', () => {
    const place = newPlace()
    for (let count = 0; count < 1_000; count++) {
      const attempt = take({ email: `${count}@clinic.test`, place })
      if ('waitSeconds' in attempt) throw new Error(`number ${count} waits`)
      attempt.giveBack()
    }
  })

  test('that are refused have taken nothing', () => {
    const place = newPlace()
    for (let count = 0; count < 5; count++) take({ email: 'pair@clinic.test', place })
    for (let count = 0; count < 200; count++)
      expect(take({ email: 'pair@clinic.test', place })).toHaveProperty('waitSeconds')
    for (let count = 0; count < 45; count++)
      expect(take({ email: 'pair@clinic.test' })).not.toHaveProperty('waitSeconds')
    expect(take({ email: 'someone@clinic.test', place })).not.toHaveProperty('waitSeconds')
  })
})

describe('guesses', () => {
  test('that come all at once are counted before any is looked at', async () => {
    const { email } = await makeUser(app, [teamId])
    const place = newPlace()
    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => check(email, `guess ${at}`, place)))
    expect(answers.filter((answer) => 'wrong' in answer)).toHaveLength(5)
    expect(answers.filter((answer) => 'waitSeconds' in answer)).toHaveLength(195)
  })

  test('for an account of nobody are slowed down just like those for somebody', async () => {
    const place = newPlace()
    for (let count = 0; count < 5; count++) expect(await check('nobody@clinic.test', 'guess', place)).toEqual(wrong)
    expect(await check('nobody@clinic.test', 'guess', place)).toEqual(isWait)
  })

  test('do not slow down whoever has signed in by their browser before', async () => {
    const { email } = await makeUser(app, [teamId])
    const browser = await signInPage()
    await browser.signIn(url, email)
    expect(browser.cookies.get('__Host-anteroom_device')).toMatch(/^[\w-]{43}$/)
    browser.cookies.delete('__Host-anteroom_sign_in')
    const here = 'address 127.0.0.1'
    for (let count = 0; count < 5; count++) await check(email, 'guess', here)
    expect(await check(email, password, here)).toEqual(isWait)
    await browser.get(url)
    expect((await browser.submit(signInPath, { email, password })).status).toBe(303)
  })

  test('by somebody who has another account and knows a browser of it win nothing by that', async () => {
    const [own, others] = [await makeUser(app, [teamId]), await makeUser(app, [teamId])]
    const device = app.ids.secret()
    const place = newPlace()
    expect(await check(own.email, password, place, device)).toMatchObject({ userId: own.userId })
    for (let count = 0; count < 5; count++) expect(await check(others.email, 'guess', place, device)).toEqual(wrong)
    expect(await check(own.email, password, place, device)).toMatchObject({ userId: own.userId })
    expect(await check(others.email, 'guess', place, device)).toEqual(isWait)
  })

  test('are not helped by devices from before the password was changed', async () => {
    const { email, userId } = await makeUser(app, [teamId])
    const device = app.ids.secret()
    await check(email, password, newPlace(), device)
    const { rows } = await app.database.pool.query('select device_hash from sign_in_devices where user_id = $1', [
      userId,
    ])
    expect(rows).toHaveLength(1)
    await app.users.setPassword(operator, userId, 'a quite different sentence')
    const after = await app.database.pool.query('select 1 from sign_in_devices where user_id = $1', [userId])
    expect(after.rows).toHaveLength(0)
  })
})

test('of very many at the same moment from one place some are told to come again, which does not count', async () => {
  const place = newPlace()
  const emails = Array.from({ length: 30 }, () => `${randomUUID()}@clinic.test`)
  const answers = await Promise.all(emails.map((email) => check(email, 'guess', place)))
  const turnedAway = emails.filter((_, at) => 'waitSeconds' in (answers[at] ?? {}))
  expect(turnedAway.length).toBeGreaterThan(0)
  expect(turnedAway.length).toBeLessThanOrEqual(18)
  const [email = ''] = turnedAway
  for (let count = 0; count < 5; count++) expect(await check(email, 'guess', place)).toEqual(wrong)
})

test('while passwords are checked, everything else goes on', async () => {
  const crowd = Promise.all(Array.from({ length: 8 }, () => check(`${randomUUID()}@clinic.test`, 'guess', newPlace())))
  let isOver = false
  void crowd.then(() => {
    isOver = true
  })
  // Reads a file, which needs one of Node's threads.
  await readFile(import.meta.filename)
  expect(isOver).toBe(false)
  await crowd
})

test('a password that is longer than any that can be set is wrong, and costs nothing', async () => {
  const { email } = await makeUser(app, [teamId])
  const place = newPlace()
  for (let count = 0; count < 10; count++) expect(await check(email, 'x'.repeat(1001), place)).toEqual(wrong)
  expect(await check(email, password, place)).toHaveProperty('userId')
})

test('a client that asks for tokens by password is a place and a device of its own', async () => {
  const second = await app.makeTeam('second')
  const { email } = await oauth.makeUser({ password, teams: [teamId, second.teamId] })
  const by = (client: { clientId: string; secret: string }, given: string) =>
    oauth.token({ grant_type: 'password', username: email, password: given }, client)
  expect((await by(app.team, password)).status).toBe(200)
  for (let count = 0; count < 5; count++) expect((await by(second, 'guess')).status).toBe(400)
  expect((await by(second, password)).status).toBe(429)
  expect((await by(app.team, password)).status).toBe(200)
})
