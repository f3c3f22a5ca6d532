import type { Session } from '@anteroom/contract/api/sessions'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp({ RETENTION_DAYS: '10', LOG_LEVEL: 'error' })
const day = 86_400_000

/** What the hourly jobs do, after so many days. */
async function after(days: number) {
  app.clock.advance(days * day)
  for (const work of Object.values(app.upkeep)) await work()
}

/** Time that passes as it does, with a look at the clock now and then. */
async function pass(days: number) {
  for (let left = days; left > 0; left -= 6) await after(Math.min(left, 6))
}

async function isKept({ session_id }: Session) {
  const { rows } = await app.database.pool.query(
    `select session_name is not null as session, (select count(*)::integer > 0 from refresh_tokens) as tokens
    from sessions where session_id = $1`,
    [session_id],
  )
  return rows[0]
}

const all = { session: true, tokens: true }

test('a clock that is years ahead erases nothing before somebody can have noticed, nor when it is set right', async () => {
  await pass(3)
  const session = await app.book()
  await after(700)
  expect(await isKept(session)).toEqual(all)
  expect(app.logged.at(-1)).toContain('"code":"erasing-stopped"')
  await after(1)
  expect(await isKept(session)).toEqual(all)
  await after(-701)
  expect(await isKept(session)).toEqual(all)
  await pass(8)
  expect(await isKept(session)).toEqual(all)
  await pass(3)
  expect(await isKept(session)).toEqual({ ...all, session: false })
})

test('if it is right all the same, what is old goes two days later', async () => {
  const session = await app.book()
  await after(700)
  expect(await isKept(session)).toEqual(all)
  await after(2)
  expect(await isKept(session)).toEqual({ session: false, tokens: false })
})
