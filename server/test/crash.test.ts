import type { Session } from '@anteroom/contract/api/sessions'
import { expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { startServerProcess } from './support/process.ts'

const app = await startTestApp()
const settings = {
  NODE_ENV: 'production',
  PUBLIC_URL: app.config.publicUrl,
  LOG_LEVEL: 'error',
  RATE_LIMIT_PER_MINUTE: '0',
}
const creates = 1_000

async function count(statement: string): Promise<number> {
  const { rows } = await app.database.pool.query<{ count: string }>(statement)
  return Number(rows[0]?.count)
}

test('a server killed amid a thousand creates loses none that it has acknowledged, and doubles none', async () => {
  const body = JSON.stringify(aBooking())
  const create = (url: string, number: number) =>
    fetch(`${url}/v1/sessions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${app.team.token}`,
        'content-type': 'application/json',
        'idempotency-key': `booking ${number}`,
      },
      body,
    }).then(async (response) => ({ status: response.status, session: (await response.json()) as Session }))

  const first = await startServerProcess(app.database, settings)
  const acknowledged = new Map<number, string>()
  const enough = Promise.withResolvers<void>()
  const asked = Array.from({ length: creates }, (_, number) =>
    create(first.url, number).then(
      ({ status, session }) => {
        expect(status).toBe(200)
        acknowledged.set(number, session.session_id)
        if (acknowledged.size === 150) enough.resolve()
      },
      () => {
        // Cut off by the kill: nobody knows whether it was done, so it is asked again below.
      },
    ),
  )
  await enough.promise
  await first.kill()
  await Promise.all(asked)
  expect(acknowledged.size).toBeGreaterThanOrEqual(150)
  expect(acknowledged.size).toBeLessThan(creates)

  const whole = `select count(*) from sessions where session_id = any($1)
    and (select count(*) from participants where participants.session_id = sessions.session_id) = 2
    and (select count(*) from events where payload->>'sessionId' = sessions.session_id::text) = 1
    and (select count(*) from audit_log where target = sessions.session_id::text) = 1`
  const { rows } = await app.database.pool.query<{ count: string }>(whole, [[...acknowledged.values()]])
  expect(Number(rows[0]?.count)).toBe(acknowledged.size)

  // Whoever got no answer asks again; so does everybody else, to be sure.
  const second = await startServerProcess(app.database, settings)
  const again: Awaited<ReturnType<typeof create>>[] = []
  while (again.length < creates) {
    const batch = Array.from({ length: 100 }, (_, index) => create(second.url, again.length + index))
    again.push(...(await Promise.all(batch)))
  }
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([200]))
  for (const [number, sessionId] of acknowledged) expect(again[number]?.session.session_id).toBe(sessionId)
  expect(await count('select count(*) from sessions')).toBe(creates)
  expect(await count('select count(*) from participants')).toBe(2 * creates)
  expect(await count("select count(*) from events where type = 'session:create'")).toBe(creates)
  await second.kill()
}, 120_000)
