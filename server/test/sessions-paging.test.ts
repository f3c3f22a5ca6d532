import type { SessionsQuery } from '@anteroom/contract/api/sessions'
import fc from 'fast-check'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { operator, type TeamCaller } from '../src/ground/caller.ts'
import { systemClock } from '../src/ground/clock.ts'
import { createIds } from '../src/ground/ids.ts'
import { createPortions } from '../src/ground/portions.ts'
import { openProofs } from '../src/ledger/proofs.ts'
import { createLedger } from '../src/ledger/service.ts'
import { createFees } from '../src/payments/fees.ts'
import { parseMasterKeys } from '../src/sealing/master-keys.ts'
import { createSealing } from '../src/sealing/sealing.ts'
import type { BlockSizes } from '../src/sessions/lists/store-blocks.ts'
import { createLinks } from '../src/sessions/seats/links.ts'
import { createParticipants } from '../src/sessions/seats/service.ts'
import { createSessions } from '../src/sessions/service.ts'
import { createTeams } from '../src/teams/service.ts'
import { createApplicationGrants } from '../src/tokens/application-grants.ts'
import { createVisits } from '../src/visits/service.ts'
import { createTestDatabase } from './support/database.ts'
import { testMasterKey } from './support/master-key.ts'

const database = await createTestDatabase()
afterAll(() => database.close())
const db = database.kysely
const sealing = createSealing({ db, keys: parseMasterKeys(testMasterKey) ?? [] })
const proofs = await openProofs(sealing, systemClock)

/** Small, so that a few sessions make many; closed over sessions as soon as those are stored. */
const blocks = { sessions: 3, blocks: 2, settledMs: -3_600_000 }
/** One for both processes: blocks are closed over what is new here, and two makers of ids differ by a millisecond. */
const ids = createIds(systemClock)
/** When set, the id of the next session: one that comes late. */
let lateId: string | null = null

function startProcess(sizes: BlockSizes & { settledMs?: number } = blocks) {
  const sorted = () => {
    const id = lateId ?? ids.sorted()
    lateId = null
    return id
  }
  const parts = { clock: systemClock, ids: { ...ids, sorted }, tell() {} }
  const ledger = createLedger({ db, ...parts, proofs })
  const visits = createVisits({
    db,
    sealing,
    ledger,
    processId: ids.random(),
    gates: [],
    iceServersFor: () => [],
    ...parts,
  })
  const fees = createFees({ db, sealing, ledger, ...parts })
  const participants = createParticipants({
    db,
    sealing,
    ledger,
    fees,
    visits,
    links: createLinks({ secret: Buffer.alloc(32), publicUrl: 'https://video.test' }),
    portions: createPortions(),
    ...parts,
  })
  return createSessions({
    sealing,
    database,
    ledger,
    fees,
    participants,
    visits,
    extraUrlSchemes: [],
    hasRelay: false,
    blocks: sizes,
    ...parts,
  })
}
const first = startProcess()
const second = startProcess()
const clock = systemClock
const grants = createApplicationGrants({ db, clock, forget: () => {} })
const teams = createTeams({ db, clock, ids, ledger: createLedger({ db, clock, ids, proofs }), grants })

const soon = { timeout: 10_000, interval: 5 }

let teamsMade = 0
async function makeTeam() {
  teamsMade += 1
  const { teamId } = await teams.create(operator, { name: 'Team', subdomain: `team-${teamsMade}` })
  const { clientId } = await teams.renewClient({ teamId, name: 'client' })
  const caller: TeamCaller = { ...operator, clientId, userId: clientId, teamId, isSystem: false }
  /** All that the team has booked, in the order of the list. */
  const booked: { id: string; isCanceled: boolean }[] = []
  const team = {
    caller,
    booked,
    async book(sessions = first) {
      const start_time = new Date(Date.now() + 3_600_000).toISOString()
      const end_time = new Date(Date.now() + 7_200_000).toISOString()
      const participants = [{ display_name: 'Host', role: 'host' }]
      const { session_id } = await sessions.book(caller, { start_time, end_time, participants })
      booked.push({ id: session_id, isCanceled: false })
      booked.sort((a, b) => (a.id < b.id ? -1 : 1))
      return session_id
    },
    /** With an id that was made at that time. */
    async bookLate(atMs: number, sessions = first) {
      lateId = createIds({ now: () => new Date(atMs) }).sorted()
      return team.book(sessions)
    },
    async cancel(place: number, sessions = first) {
      const session = booked[place]
      if (!session) return
      session.isCanceled = true
      await sessions.cancel(caller, session.id)
    },
    expected({ order, include_canceled }: SessionsQuery) {
      const listed = booked.filter(({ isCanceled }) => include_canceled || !isCanceled).map(({ id }) => id)
      return order === 'reverse' ? listed.reverse() : listed
    },
    async blocks(level = 0) {
      const { rows } = await database.pool.query(
        'select total, live from session_blocks where team_id = $1 and level = $2 order by last_id',
        [teamId, level],
      )
      return rows as { total: number; live: number }[]
    },
    /** Closes all that there is to close. Others who write to this PostgreSQL can delay it. */
    async closeAll(sessions = first) {
      const whole = () => team.blocks().then((closed) => closed.reduce((sum, { total }) => sum + total, 0))
      await vi.waitUntil(async () => {
        await sessions.closeBlocks()
        return booked.length - (await whole()) < blocks.sessions
      }, soon)
    },
  }
  return team
}
type Team = Awaited<ReturnType<typeof makeTeam>>

const lists: SessionsQuery[] = ['forward', 'reverse'].flatMap((order) =>
  [false, true].map((include_canceled) => ({ order, include_canceled })),
)

/** Every page of a list by its number, the last first, and one that is beyond the end. */
async function expectPages(team: Team, list: SessionsQuery, page_size: number, sessions = first) {
  const expected = team.expected(list)
  for (let page = Math.ceil(expected.length / page_size) + 1; page >= 0; page -= 1) {
    const { content, more } = await sessions.list(team.caller, { ...list, page, page_size })
    const from = page * page_size
    const slice = expected.slice(from, from + page_size)
    expect([page, more, ...content.map(({ session_id }) => session_id)]).toEqual([
      page,
      from + page_size < expected.length,
      ...slice,
    ])
    for (const { participants } of content) expect(participants).toMatchObject([{ display_name: 'Host', role: 'HOST' }])
  }
}

/** What blocks say is what they hold. */
async function expectTrueBlocks(team: Team) {
  for (const [level, size] of [blocks.sessions, blocks.sessions * blocks.blocks].entries()) {
    const { rows } = await database.pool.query(
      `select block.total, block.live, count(*)::int as true_total,
         (count(*) filter (where canceled_time is null))::int as true_live
       from (
         select *, lag(last_id, 1, '00000000-0000-0000-0000-000000000000') over (order by last_id) as after
         from session_blocks where team_id = $1 and level = $2
       ) block
       join sessions on sessions.team_id = $1 and session_id > after and session_id <= last_id
       group by last_id, block.total, block.live`,
      [team.caller.teamId, level],
    )
    expect(rows.length).toBe((await team.blocks(level)).length)
    for (const row of rows) {
      expect(row).toMatchObject({ total: row.true_total, live: row.true_live })
      expect(row.total).toBeGreaterThanOrEqual(size)
    }
  }
}

const place = fc.nat({ max: 1000 })
const process = fc.constantFrom(first, second)
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('book' as const), process }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('book late' as const), process, place }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('cancel' as const), process, place }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('close' as const), process }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('read' as const), process, pageSize: fc.integer({ min: 1, max: 5 }) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** The next one closes what this one could not, also when others write to this PostgreSQL: whatever they do now has ended. */
async function closeOnce(sessions: typeof first) {
  await sessions.closeBlocks()
  const { rows } = await database.pool.query('select pg_current_xact_id()::text as mark')
  await vi.waitUntil(
    async () => {
      const ended = 'select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as is_past'
      return (await database.pool.query(ended, [rows[0].mark])).rows[0].is_past
    },
    { ...soon, timeout: 30_000 },
  )
}

async function take(step: Step, team: Team, startMs: number) {
  const { process: sessions } = step
  if (step.what === 'book') await team.book(sessions)
  // Between others that came late: an hour ago and some.
  else if (step.what === 'book late') await team.bookLate(startMs - 3_600_000 + step.place * 1000, sessions)
  else if (step.what === 'cancel') await team.cancel(step.place % (team.booked.length || 1), sessions)
  else if (step.what === 'close') await closeOnce(sessions)
  else for (const list of lists) await expectPages(team, list, step.pageSize, sessions)
}

describe('a page of the list of sessions is found by its number', () => {
  test('whatever was booked, cancelled and closed before, by whichever process', { timeout: 60_000 }, async () => {
    let closed = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const team = await makeTeam()
        const startMs = Date.now()
        for (const step of steps) await take(step, team, startMs)
        for (const list of lists) await expectPages(team, list, 2)
        await expectTrueBlocks(team)
        closed += (await team.blocks()).length
      }),
      { numRuns: 30 },
    )
    expect(closed).toBeGreaterThan(40)
  })

  test('among as many blocks as there can be, in all of which some were cancelled', async () => {
    const team = await makeTeam()
    for (let count = 0; count < 50; count += 1) await team.book()
    for (let place = 0; place < 25; place += 1) await team.cancel(place * 2 + (place % 2))
    await team.closeAll()
    for (let place = 30; place < 38; place += 1) await team.cancel(place)
    expect((await team.blocks()).length).toBe(16)
    expect((await team.blocks(1)).length).toBe(8)
    await expectTrueBlocks(team)
    for (const list of lists) for (const size of [1, 2, 3, 7, 200]) await expectPages(team, list, size)
  })

  test('whatever another team has', async () => {
    const [team, other] = [await makeTeam(), await makeTeam()]
    for (let count = 0; count < 40; count += 1) await (count % 3 === 0 ? team : other).book()
    for (let place = 0; place < 40; place += 3) await other.cancel(place)
    await team.closeAll()
    await other.closeAll()
    expect([(await team.blocks()).length, (await other.blocks()).length]).toEqual([4, 8])
    for (const list of lists) for (const one of [team, other]) await expectPages(one, list, 3)
    await expectTrueBlocks(team)
    await expectTrueBlocks(other)
  })

  test('while another process closes blocks', async () => {
    const team = await makeTeam()
    for (let count = 0; count < 90; count += 1) await team.book(second)
    let isClosed = false
    const closing = team.closeAll(second).then(() => {
      isClosed = true
    })
    do for (const list of lists) await expectPages(team, list, 4)
    while (!isClosed)
    await closing
    expect((await team.blocks()).length).toBe(30)
  })
})

describe('what a block holds is exact', () => {
  test('when its sessions are cancelled while it is closed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const team = await makeTeam()
      await Promise.all(Array.from({ length: 60 }, () => team.book()))
      await Promise.all([
        team.closeAll(),
        ...team.booked.map((_, place) => (place % 3 === 0 ? team.cancel(place, second) : null)),
      ])
      await expectTrueBlocks(team)
      for (const list of lists) await expectPages(team, list, 7)
    }
  })

  test('when two processes close at once', async () => {
    const team = await makeTeam()
    await Promise.all(Array.from({ length: 120 }, (_, count) => team.book(count % 2 ? first : second)))
    await Promise.all([team.closeAll(first), team.closeAll(second)])
    expect((await team.blocks()).map(({ total }) => total)).toEqual(Array(40).fill(3))
    await expectTrueBlocks(team)
  })

  test('when a session is stored that was about to be for a long time', async () => {
    const team = await makeTeam()
    // One that has no mark yet: as blocks are closed over what is new here, an earlier one would do.
    const sessions = startProcess()
    await team.book(sessions)
    const slow = await database.pool.connect()
    onTestFinished(() => slow.release(true))
    const slowId = ids.sorted()
    await slow.query('begin')
    await slow.query('select is_new_session_id($1)', [slowId])
    for (let count = 0; count < 10; count += 1) await team.book(sessions)
    for (let time = 0; time < 5; time += 1) await sessions.closeBlocks()
    expect(await team.blocks()).toEqual([])
    await slow.query(
      `insert into sessions (session_id, team_id, start_time, end_time, settings)
       values ($1, $2, now(), now() + interval '1 hour', '{}')`,
      [slowId, team.caller.teamId],
    )
    for (let time = 0; time < 5; time += 1) await sessions.closeBlocks()
    expect(await team.blocks()).toEqual([])
    await slow.query('commit')
    await vi.waitUntil(async () => {
      await sessions.closeBlocks()
      return (await team.blocks()).length === 4
    }, soon)
    await expectTrueBlocks(team)
    const { content } = await sessions.list(team.caller, {})
    expect(content[1]?.session_id).toBe(slowId)
  })

  test('as nobody stores a session with an old id but those who count it in', async () => {
    const team = await makeTeam()
    const nowMs = Date.now()
    for (let count = 0; count < 6; count += 1) await team.bookLate(nowMs - 7_200_000 + count * 1000)
    await team.closeAll()
    expect((await team.blocks()).map(({ total }) => total)).toEqual([3, 3])
    await team.bookLate(nowMs - 7_199_500)
    await team.bookLate(nowMs - 7_196_500)
    await team.bookLate(nowMs - 7_100_000)
    expect((await team.blocks()).map(({ total }) => total)).toEqual([4, 4])
    for (const list of lists) await expectPages(team, list, 2)
    await expectTrueBlocks(team)
    const refused = database.pool.query(`select is_new_session_id(first_session_id_at(now() - interval '31 seconds'))`)
    await expect(refused).rejects.toMatchObject({ code: 'AR001' })
  })
})

test('blocks are closed over sessions only once these are a minute old', async () => {
  const team = await makeTeam()
  const sessions = startProcess({ sessions: 3, blocks: 2 })
  const nowMs = Date.now()
  for (const secondsAgo of [75, 74, 73, 72, 50, 49, 48, 47, 46])
    await team.bookLate(nowMs - secondsAgo * 1000, sessions)
  await vi.waitUntil(async () => {
    await sessions.closeBlocks()
    return (await team.blocks()).length > 0
  }, soon)
  await sessions.closeBlocks()
  await sessions.closeBlocks()
  expect((await team.blocks()).length).toBe(1)
})
