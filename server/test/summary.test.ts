import { randomUUID } from 'node:crypto'
import type { SessionSummary } from '@anteroom/contract/api/summary'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { scrape } from './support/metrics.ts'
import { inPhase, openPage, type TestPage } from './support/page.ts'

const app = await startTestApp()
const nobodys = '7384a948-0b37-4faa-9f37-73201ea1b5e2'

async function summaryOf(sessionId: string): Promise<SessionSummary> {
  const { status, body } = await app.call<SessionSummary>('GET', `/v1/sessions/${sessionId}/summary`)
  expect(status).toBe(200)
  return body
}

/** Of one seat, by its place among those listed. */
async function lineOf(sessionId: string, place: number) {
  const line = (await summaryOf(sessionId)).participants[place]
  if (!line) throw new Error(`the summary has no line ${place}`)
  return line
}

async function bookRoom(change: Record<string, unknown> = {}) {
  const session = await app.book(change)
  const [host = '', guest = ''] = session.participants.map(({ entry_url }) => entry_url)
  return { id: session.session_id, session, host, guest }
}

async function goIn(link: string, opening: Parameters<typeof openPage>[2] = {}): Promise<TestPage> {
  const page = await openPage(app.url, link, opening)
  expect(await page.ask('visit:enter')).toEqual({ ok: true })
  return page
}

/** Both in the call of a session without a waiting room, the guest a minute after the host. */
async function twoInCall(change: Record<string, unknown> = {}) {
  const room = await bookRoom({ feature_flags: ['-plugin;waiting-room'], ...change })
  const host = await goIn(room.host)
  app.clock.advance(60_000)
  const guest = await goIn(room.guest)
  await host.until(({ people }) => people.length === 1)
  return { ...room, host, guest, links: { host: room.host, guest: room.guest } }
}

const minutesBetween = (earlier: string | null, later: string | null) =>
  Math.round((Date.parse(later ?? '') - Date.parse(earlier ?? '')) / 60_000)

const rates = (min: number, average: number, max: number) => ({ min, average, max })
const measured = (sent = rates(10, 20, 30), received = rates(40, 50, 60), samples = 3) => ({ sent, received, samples })

const unmeasured = {
  min_sent_bandwidth: null,
  max_sent_bandwidth: null,
  avg_sent_bandwidth: null,
  min_receive_bandwidth: null,
  max_receive_bandwidth: null,
  avg_receive_bandwidth: null,
}
const notLeft = { left_at: null, left_reason: null }

describe('who was in the call', () => {
  test('a session that nobody has entered has its seats and nothing else', async () => {
    const { session } = await bookRoom()
    expect(await summaryOf(session.session_id)).toEqual({
      start_time: session.start_time,
      end_time: session.end_time,
      actual_start_time: null,
      actual_end_time: null,
      participants: session.participants.map(({ participant_id, role }) => ({
        participant_id,
        role,
        entry_time: null,
        exit_time: notLeft,
        bandwidth: unmeasured,
        connection_check: null,
      })),
    })
  })

  test('they came in and left when they did, and the call was as long as somebody was in it', async () => {
    const { id, host, guest } = await twoInCall()
    const during = await summaryOf(id)
    expect(during.participants.map(({ exit_time }) => exit_time)).toEqual([notLeft, notLeft])
    app.clock.advance(60_000)
    await guest.ask('visit:leave')
    app.clock.advance(60_000)
    await host.ask('visit:end-for-everyone')
    const { actual_start_time, actual_end_time, participants } = await summaryOf(id)
    const [first, second] = participants
    expect([first?.entry_time, first?.exit_time]).toEqual([
      actual_start_time,
      { left_at: actual_end_time, left_reason: 'ended' },
    ])
    expect(second?.exit_time.left_reason).toBe('left')
    expect(minutesBetween(actual_start_time, second?.entry_time ?? null)).toBe(1)
    expect(minutesBetween(actual_start_time, second?.exit_time.left_at ?? null)).toBe(2)
    expect(minutesBetween(actual_start_time, actual_end_time)).toBe(3)
  })

  test('who comes back has the first entry, no exit until they leave, and then the last one', async () => {
    const { id, guest } = await twoInCall()
    const before = await lineOf(id, 1)
    app.clock.advance(60_000)
    await guest.ask('visit:leave')
    app.clock.advance(60_000)
    await guest.ask('visit:enter')
    expect(await lineOf(id, 1)).toEqual(before)
    app.clock.advance(60_000)
    await guest.ask('visit:leave')
    const { entry_time, exit_time } = await lineOf(id, 1)
    expect(entry_time).toBe(before.entry_time)
    expect(minutesBetween(entry_time, exit_time.left_at)).toBe(3)
  })

  test('time in the waiting room is not counted, neither before the call nor after being sent back there', async () => {
    const room = await bookRoom()
    const guest = await goIn(room.guest)
    app.clock.advance(60_000)
    const host = await goIn(room.host)
    const { actual_start_time: start } = await summaryOf(room.id)
    expect(await lineOf(room.id, 1)).toMatchObject({ entry_time: null, exit_time: notLeft })
    app.clock.advance(60_000)
    const { visitId } = (await host.until(({ waiting }) => waiting.length === 1)).waiting[0] ?? {}
    await host.ask('door:let-in', { visitId })
    app.clock.advance(60_000)
    await host.ask('door:send-back', { visitId })
    app.clock.advance(60_000)
    const sentBack = await lineOf(room.id, 1)
    expect(minutesBetween(start, sentBack.entry_time)).toBe(1)
    expect(minutesBetween(start, sentBack.exit_time.left_at)).toBe(2)
    expect(sentBack.exit_time.left_reason).toBe('returned-to-waiting')
    await host.ask('door:let-in', { visitId })
    expect(await lineOf(room.id, 1)).toMatchObject({ entry_time: sentBack.entry_time, exit_time: notLeft })
    app.clock.advance(60_000)
    await guest.ask('visit:leave')
    expect(minutesBetween(start, (await lineOf(room.id, 1)).exit_time.left_at)).toBe(4)
  })

  test('on hold they are still in the call', async () => {
    const { id, host, guest } = await twoInCall()
    await host.ask('call:hold', { visitId: guest.view().me.visitId, hold: true })
    expect((await lineOf(id, 1)).exit_time).toEqual(notLeft)
    await guest.ask('visit:leave')
    expect((await lineOf(id, 1)).exit_time.left_reason).toBe('left')
  })

  test('a page that stays away left the call when its grace was over', async () => {
    const { id, host, guest } = await twoInCall()
    guest.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    app.clock.advance(10_000)
    expect((await lineOf(id, 1)).exit_time).toEqual(notLeft)
    app.clock.advance(10_000)
    await host.until(({ people }) => people.length === 0)
    const { entry_time, exit_time } = await lineOf(id, 1)
    expect(exit_time.left_reason).toBe('lost')
    expect(Date.parse(exit_time.left_at ?? '') - Date.parse(entry_time ?? '')).toBeGreaterThanOrEqual(20_000)
  })

  test('a link that is opened in another browser takes nobody out of the call, nor does moving it there', async () => {
    const { id, links, guest } = await twoInCall()
    const elsewhere = await openPage(app.url, links.guest)
    await elsewhere.ask('visit:enter')
    expect((await lineOf(id, 1)).exit_time).toEqual(notLeft)
    await guest.ask('visit:answer-move', { move: true })
    await elsewhere.until(inPhase('in-call'))
    expect((await lineOf(id, 1)).exit_time).toEqual(notLeft)
  })
})

describe('removed participants', () => {
  test('are listed when they were in the call, with the moment in which the API took them out of it', async () => {
    const { id, session, guest, host } = await twoInCall()
    const [first, second] = session.participants
    app.clock.advance(60_000)
    await app.call('DELETE', `/v1/participants/${second?.participant_id}`)
    await guest.until(inPhase('removed'))
    const { entry_time, exit_time } = await lineOf(id, 1)
    expect(exit_time.left_reason).toBe('removed')
    expect(minutesBetween(entry_time, exit_time.left_at)).toBe(1)
    expect(await lineOf(id, 0)).toMatchObject({ participant_id: first?.participant_id, exit_time: notLeft })
    // Their page goes, too; that is no other exit.
    guest.leaveNetwork()
    app.clock.advance(30_000)
    await app.call('DELETE', `/v1/participants/${second?.participant_id}`)
    await host.ask('visit:leave')
    expect((await lineOf(id, 1)).exit_time).toEqual(exit_time)
  })

  test('and likewise when a host did', async () => {
    const { id, host, guest } = await twoInCall()
    await host.ask('call:remove', { visitId: guest.view().me.visitId })
    await guest.until(inPhase('removed'))
    expect((await lineOf(id, 1)).exit_time).toEqual({ left_at: expect.any(String), left_reason: 'removed' })
  })

  test('are not listed when they never came in', async () => {
    const room = await bookRoom()
    const waiting = await goIn(room.guest)
    await app.call('DELETE', `/v1/participants/${room.session.participants[1]?.participant_id}`)
    await waiting.until(inPhase('removed'))
    const { participants } = await summaryOf(room.id)
    expect(participants.map(({ role }) => role)).toEqual(['HOST'])
  })
})

describe('the answer', () => {
  test("has the session's times as the session has them, and the others in ISO 8601", async () => {
    const start = new Date(app.clock.now().getTime() - 60_000)
    const end = new Date(start.getTime() + 3_600_000)
    const times = { start_time: start.toUTCString(), end_time: end.toUTCString() }
    const { id, host } = await twoInCall(times)
    await host.ask('visit:end-for-everyone')
    const summary = await summaryOf(id)
    const rfc1123 = expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/)
    const iso8601 = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/)
    expect(summary).toMatchObject({ ...times, actual_start_time: rfc1123, actual_end_time: rfc1123 })
    expect(summary.participants[0]).toMatchObject({ entry_time: iso8601, exit_time: { left_at: iso8601 } })
  })

  test('to a cancelled session is that it was cancelled, and to one of another team that there is none', async () => {
    const from = app.clock.now().getTime() + 600_000
    const session = await app.book({
      start_time: new Date(from).toISOString(),
      end_time: new Date(from + 600_000).toISOString(),
    })
    const path = `/v1/sessions/${session.session_id}/summary`
    const other = await app.makeTeam('another')
    const theirs = await app.call('GET', path, { token: other.token })
    const noOnes = await app.call('GET', `/v1/sessions/${nobodys}/summary`, { token: other.token })
    expect([theirs.status, theirs.body]).toEqual([404, noOnes.body])
    expect((await app.call('GET', '/v1/sessions/zzz/summary')).status).toBe(404)
    expect((await app.call('GET', path, { token: null })).status).toBe(401)
    await app.call('DELETE', `/v1/sessions/${session.session_id}`)
    expect(await app.call('GET', path)).toMatchObject({ status: 401, body: { type: '/problems/session-cancelled' } })
  })
})

describe('bandwidth', () => {
  test('is what the page said last, as each report has all that came before', async () => {
    const { id, host, guest } = await twoInCall()
    const { revision } = guest.view()
    expect(await guest.ask('call:bandwidth', measured())).toEqual({ ok: true })
    app.clock.advance(1_000)
    expect(await guest.ask('call:bandwidth', measured(rates(5, 25, 90), rates(0, 55, 100), 4))).toEqual({ ok: true })
    expect((await lineOf(id, 1)).bandwidth).toEqual({
      min_sent_bandwidth: 5,
      max_sent_bandwidth: 90,
      avg_sent_bandwidth: 25,
      min_receive_bandwidth: 0,
      max_receive_bandwidth: 100,
      avg_receive_bandwidth: 55,
    })
    expect((await lineOf(id, 0)).bandwidth).toEqual(unmeasured)
    await host.ask('visit:refresh')
    await guest.ask('visit:refresh')
    expect([host.view().revision, guest.view().revision], 'no view has changed').toEqual([revision, revision])
  })

  test('is counted with what went by a relay and without one, where pages say so and may', async () => {
    const { guest } = await twoInCall()
    const counted = async () => {
      const told = await scrape(app)
      return ['direct', 'relayed'].map((way) => told.of(`anteroom_call_bytes_total{way="${way}"}`) ?? 0)
    }
    const [direct = 0, relayed = 0] = await counted()
    const report = (more: object) => {
      app.clock.advance(1_000)
      return guest.ask('call:bandwidth', { ...measured(), ...more })
    }
    expect(await report({ moved: { direct: 30, relayed: 700 } })).toEqual({ ok: true })
    expect(await report({})).toEqual({ ok: true })
    expect(await report({ moved: { direct: -1, relayed: 0 } })).toMatchObject({ problem: 'invalid-request' })
    expect(await report({ moved: { direct: 0, relayed: 1e300 } })).toMatchObject({ problem: 'invalid-request' })
    await guest.ask('visit:leave')
    expect(await report({ moved: { direct: 5, relayed: 5 } })).toMatchObject({ problem: 'wrong-phase' })
    expect(await counted()).toEqual([direct + 30_000, relayed + 700_000])
  })

  test('of several pages of one person is that of all of them, each by how often it measured', async () => {
    const { id, host, links, guest } = await twoInCall()
    await guest.ask('visit:leave')
    const browserKey = randomUUID()
    const before = await goIn(links.guest, { browserKey, pageId: 'the first page' })
    await before.ask('call:bandwidth', measured(rates(100, 200, 300), rates(10, 1_000, 2_000), 1))
    const after = await openPage(app.url, links.guest, { browserKey, more: { continues: 'the first page' } })
    expect(after.view().phase.name).toBe('in-call')
    await after.ask('call:bandwidth', measured(rates(50, 600, 700), rates(20, 29, 40), 3))
    const merged = {
      min_sent_bandwidth: 50,
      max_sent_bandwidth: 700,
      avg_sent_bandwidth: 500,
      min_receive_bandwidth: 10,
      max_receive_bandwidth: 2_000,
      avg_receive_bandwidth: 272,
    }
    expect((await lineOf(id, 1)).bandwidth).toEqual(merged)
    await host.ask('call:remove', { visitId: after.view().me.visitId })
    expect((await lineOf(id, 1)).bandwidth).toEqual(merged)
  })

  test('is taken in the call and on hold, and nowhere else', async () => {
    const room = await bookRoom()
    const guest = await openPage(app.url, room.guest)
    const refused = { ok: false, problem: 'wrong-phase' }
    const report = () => {
      app.clock.advance(1_000)
      return guest.ask('call:bandwidth', measured())
    }
    expect(await report(), 'in the precall').toEqual(refused)
    await guest.ask('visit:enter')
    expect(await report(), 'in the waiting room').toEqual(refused)
    const host = await goIn(room.host)
    await host.ask('door:let-all-in')
    expect(await report(), 'in the call').toEqual({ ok: true })
    const { visitId } = (await guest.until(inPhase('in-call'))).me
    await host.ask('call:hold', { visitId, hold: true })
    expect(await report(), 'on hold').toEqual({ ok: true })
    await host.ask('call:hold', { visitId, hold: false })
    await host.ask('door:send-back', { visitId })
    expect(await report(), 'back in the waiting room').toEqual(refused)
    await host.ask('door:let-all-in')
    await guest.ask('visit:leave')
    expect(await report(), 'at the exit').toEqual(refused)
    expect((await lineOf(room.id, 1)).bandwidth.avg_sent_bandwidth).toBe(20)
  })

  test('is not taken from a page whose place was taken, nor after the call', async () => {
    const { id, host, links, guest: before } = await twoInCall()
    await before.ask('visit:leave')
    const browserKey = randomUUID()
    const guest = await goIn(links.guest, { browserKey })
    const newer = await goIn(links.guest, { browserKey })
    await guest.until(inPhase('taken-over'))
    expect(newer.view().phase.name).toBe('in-call')
    expect(await guest.ask('call:bandwidth', measured())).toEqual({ ok: false, problem: 'wrong-phase' })
    await host.ask('visit:end-for-everyone')
    expect(await host.ask('call:bandwidth', measured())).toEqual({ ok: false, problem: 'wrong-phase' })
    expect((await summaryOf(id)).participants.map(({ bandwidth }) => bandwidth)).toEqual([unmeasured, unmeasured])
  })

  test('that no browser can have measured is refused', async () => {
    const { id, host } = await twoInCall()
    const bad: unknown[] = [
      {},
      { ...measured(), samples: 0 },
      { ...measured(), samples: 1.5 },
      { ...measured(), samples: 1_000_001 },
      { samples: 1, sent: rates(1, 1, 1) },
      measured(rates(-1, 0, 1)),
      measured(rates(0, 1, 10_000_001)),
      measured(rates(0, 0.5, 1)),
      measured(rates(2, 1, 3)),
      measured(rates(1, 1, 1), rates(1, 4, 3)),
      measured({ min: 0, average: 0, max: null } as never),
      measured({ min: '0', average: 0, max: 0 } as never),
    ]
    for (const payload of bad) {
      const answer = await host.ask('call:bandwidth', payload)
      expect(answer, JSON.stringify(payload)).toEqual({ ok: false, problem: 'invalid-request' })
    }
    expect((await lineOf(id, 0)).bandwidth).toEqual(unmeasured)
  })

  test('that comes more often than once a second waits for the next report', async () => {
    const { id, host } = await twoInCall()
    const reports = [1, 2, 3, 4, 5].map((rate) => host.ask('call:bandwidth', measured(rates(rate, rate, rate))))
    for (const answer of await Promise.all(reports)) expect(answer).toEqual({ ok: true })
    expect((await lineOf(id, 0)).bandwidth.avg_sent_bandwidth).toBe(1)
    app.clock.advance(1_000)
    await host.ask('call:bandwidth', measured(rates(51, 51, 51)))
    expect((await lineOf(id, 0)).bandwidth.avg_sent_bandwidth).toBe(51)
  })
})
