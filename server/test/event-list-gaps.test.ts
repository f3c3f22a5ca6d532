import type { EventPage } from '@anteroom/contract/api/events'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { quick, toLoopback } from './support/receiver.ts'

// Whoever keeps the last cursor misses no event, or is told so.

const app = await startTestApp(toLoopback, undefined, quick)
const { pool } = app.database
const day = 86_400_000

/** The last one is null for an event of a team with webhooks, which is handed on to these. */
const insert = `insert into events (event_id, team_id, type, payload, created_at, handed_on_at)
  values ($1, $2, $3, $4, $5, $6)`

/** A team, and a follower of its events, who asks on until there is no more and remembers the last cursor. */
async function aTeam(subdomain: string) {
  const { teamId, clientId } = await app.makeTeam(subdomain)
  const ask = async (query = '') => {
    // One of before is over where the clock was moved.
    const issued = await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` })
    return app.call<EventPage>('GET', `/v1/events${query}`, { token: issued.access_token })
  }
  function follow(limit = 7, filter = '') {
    const seen: string[] = []
    let next: string | null = null
    return {
      seen,
      async look() {
        for (let more = true; more; ) {
          const { status, body } = await ask(`?limit=${limit}${filter}${next === null ? '' : `&after=${next}`}`)
          if (status !== 200) return [status, (body as unknown as { type: string }).type]
          seen.push(...body.content.map(({ event_id }) => event_id))
          ;({ next, more } = body)
        }
        return [200]
      },
    }
  }
  const happens = async () => {
    const eventId = app.ids.sorted()
    await pool.query(insert, [eventId, teamId, 'session:create', { teamId }, app.clock.now(), app.clock.now()])
    return eventId
  }
  return { teamId, ask, follow, happens }
}

const forgotten = [410, '/problems/events-forgotten']

describe('an event whose transaction is committed late', () => {
  test('comes to whoever has read younger ones before', async () => {
    const team = await aTeam('late')
    const follower = team.follow()
    const before = await team.happens()
    const slow = await pool.connect()
    try {
      await slow.query('begin')
      const late = app.ids.sorted()
      await slow.query(insert, [late, team.teamId, 'call:end', { teamId: team.teamId }, app.clock.now(), null])
      const after = await team.happens()
      expect(late < after).toBe(true)
      await follower.look()
      expect(follower.seen).toEqual([before, after])
      await slow.query('commit')
      await follower.look()
      expect(follower.seen).toEqual([before, after, late])
    } finally {
      await slow.query('rollback')
      slow.release()
    }
  })

  test('is missed by nobody, and seen in the same order by all, however many write and read at once', async () => {
    const team = await aTeam('crowd')
    const made: string[] = []
    let isOver = false
    const write = async () => {
      for (let count = 0; count < 25; count += 1) {
        const client = await pool.connect()
        try {
          await client.query('begin')
          const eventId = app.ids.sorted()
          await client.query(insert, [eventId, team.teamId, 'call:end', { teamId: team.teamId }, app.clock.now(), null])
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 15))
          // One that is taken back leaves nothing behind.
          const isKept = Math.random() > 0.2
          await client.query(isKept ? 'commit' : 'rollback')
          if (isKept) made.push(eventId)
        } finally {
          client.release()
        }
      }
    }
    const followers = [team.follow(), team.follow(3), team.follow(100)]
    const reading = followers.map(async (follower) => {
      while (!isOver) await follower.look()
      await follower.look()
    })
    await Promise.all(Array.from({ length: 4 }, write))
    isOver = true
    await Promise.all(reading)
    const [first = [], ...others] = followers.map(({ seen }) => seen)
    expect([...first].sort()).toEqual(made.sort())
    for (const seen of others) expect(seen).toEqual(first)
  })
})

describe('a cursor', () => {
  test('behind which events were deleted is refused, also where nobody has seen them', async () => {
    const team = await aTeam('forgetful')
    const [early, quick, absent] = [team.follow(1), team.follow(), team.follow()]
    await team.happens()
    await absent.look()
    await team.happens()
    await quick.look()
    const firstOnly = (await team.ask('?limit=1')).body.next
    await team.happens()
    app.clock.advance(31 * day)
    await app.webhooks.forgetOld()
    expect(await absent.look()).toEqual(forgotten)
    // It has seen the second one, and the third was never listed.
    expect(await quick.look()).toEqual(forgotten)
    expect(await team.ask(`?after=${firstOnly}`)).toMatchObject({ status: 410, body: { status: 410 } })
    const kept = await team.happens()
    expect([await early.look(), early.seen]).toEqual([[200], [kept]])
  })

  test('at the end of a list goes on, however long nothing happens', async () => {
    const team = await aTeam('patient')
    const [all, few, fromEmpty] = [team.follow(), team.follow(7, '&event_types=payment:paid'), team.follow()]
    await fromEmpty.look()
    await team.happens()
    for (const one of [all, few, fromEmpty]) await one.look()
    app.clock.advance(31 * day)
    await app.webhooks.forgetOld()
    const later = await team.happens()
    expect(await Promise.all([all, few, fromEmpty].map(({ look }) => look()))).toEqual([[200], [200], [200]])
    expect([all.seen.at(-1), few.seen, fromEmpty.seen.at(-1)]).toEqual([later, [], later])
  })

  test('of an empty list is refused once what came was deleted unseen', async () => {
    const team = await aTeam('unseen')
    const follower = team.follow()
    await follower.look()
    await team.happens()
    app.clock.advance(31 * day)
    await app.webhooks.forgetOld()
    expect(await follower.look()).toEqual(forgotten)
  })

  test('of another list is refused, as after a backup was brought back', async () => {
    const team = await aTeam('restored')
    const follower = team.follow()
    await team.happens()
    await team.happens()
    await follower.look()
    // As it was before the second event.
    await pool.query('delete from events where team_id = $1 and seq = 2', [team.teamId])
    await pool.query('update event_lists set last_seq = 1 where team_id = $1', [team.teamId])
    expect(await follower.look()).toEqual(forgotten)
    await team.happens()
    await team.happens()
    await team.follow().look()
    expect(await follower.look()).toEqual(forgotten)
  })
})

test('a list of very many events is read to its end', async () => {
  const team = await aTeam('busy')
  await pool.query(
    `insert into events (event_id, team_id, type, payload, created_at, handed_on_at)
    select uuidv7(), $1, case when n % 6000 = 0 then 'payment:paid' else 'call:updated' end, '{"teamId": "x"}', now(), now()
    from generate_series(1, 12000) as n`,
    [team.teamId],
  )
  const [all, few] = [team.follow(1000), team.follow(10, '&event_types=payment:paid')]
  await few.look()
  await all.look()
  expect([few.seen.length, new Set(all.seen).size]).toEqual([2, 12_000])
})

test('events that are deleted while they are listed are seen, or said to be gone', async () => {
  const team = await aTeam('deleting')
  const old = new Date(app.clock.now().getTime() - 31 * day)
  const told = { seen: 0, gone: 0 }
  for (let round = 0; round < 12; round += 1) {
    const follower = team.follow(5)
    await team.happens()
    await follower.look()
    const made = Array.from({ length: 20 }, () => app.ids.sorted())
    for (const id of made) await pool.query(insert, [id, team.teamId, 'call:end', { teamId: team.teamId }, old, old])
    const [looked] = await Promise.all([follower.look(), app.webhooks.forgetOld(), app.webhooks.forgetOld()])
    await app.webhooks.forgetOld()
    const answers = [looked, await follower.look()]
    if (answers.every(([status]) => status === 200)) {
      expect(follower.seen).toEqual(expect.arrayContaining(made))
      told.seen += 1
    } else {
      expect(answers).toContainEqual(forgotten)
      told.gone += 1
    }
  }
  expect(told.seen + told.gone).toBe(12)
})
