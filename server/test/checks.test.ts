import { randomUUID } from 'node:crypto'
import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { SessionSummary } from '@anteroom/contract/api/summary'
import { checkWays, maxDownloadBytes, maxUploadBytes } from '@anteroom/contract/connection-check'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()

const fine = { status: 'ok', detail: null } as const
const weak: ConnectionCheck = {
  browser: fine,
  camera: { status: 'failed', detail: 'missing' },
  microphone: fine,
  speaker: { status: 'untested', detail: null },
  reachability: { status: 'ok', detail: 'slow-server', paths: [{ way: 'long-polling', status: 'ok' }] },
  bandwidth: { status: 'warning', detail: 'weak', up: 290, down: 1_740 },
}
const good: ConnectionCheck = {
  ...weak,
  camera: fine,
  reachability: { ...fine, paths: checkWays.map((way) => ({ way, status: 'ok' })) },
  bandwidth: { ...fine, up: 5_000, down: 9_000 },
}

async function bookRoom(change: Record<string, unknown> = {}) {
  const session = await app.book(change)
  const [host = '', guest = ''] = session.participants.map(({ entry_url }) => entry_url)
  return { id: session.session_id, host, guest }
}

async function checksOf(sessionId: string) {
  const { body } = await app.call<SessionSummary>('GET', `/v1/sessions/${sessionId}/summary`)
  return body.participants.map(({ connection_check }) => connection_check)
}

describe('what a page found before the call', () => {
  test("is in the session's summary, the latest only, and nothing of who has not checked", async () => {
    const room = await bookRoom()
    const guest = await openPage(app.url, room.guest)
    expect(await checksOf(room.id)).toEqual([null, null])
    expect(await guest.ask('visit:checked', weak)).toEqual({ ok: true })
    expect(await checksOf(room.id)).toEqual([null, weak])
    expect(await guest.ask('visit:checked', good)).toEqual({ ok: true })
    expect(await checksOf(room.id)).toEqual([null, good])
  })

  test('is shown to hosts in the call and to nobody else, and changes with each check', async () => {
    const room = await bookRoom()
    const host = await openPage(app.url, room.host)
    await host.ask('visit:enter')
    const guest = await openPage(app.url, room.guest)
    await guest.ask('visit:checked', weak)
    await guest.ask('visit:enter')
    const shown = await host.until(({ waiting }) => waiting.length === 1)
    expect(shown.waiting[0]?.findings).toEqual(['sound-only', 'weak-line'])
    expect((await guest.until(inPhase('waiting'))).waiting).toEqual([])
    await host.ask('door:let-all-in')
    await host.until(({ people }) => people[0]?.findings?.length === 2)
    const [seen] = (await guest.until(inPhase('in-call'))).people
    expect(seen).not.toHaveProperty('findings')
    await guest.ask('visit:checked', good)
    await host.until(({ people }) => people[0]?.findings?.length === 0)
  })

  test('holds through a reload, and not for another browser', async () => {
    const room = await bookRoom()
    const browserKey = randomUUID()
    const guest = await openPage(app.url, room.guest, { browserKey, pageId: 'the first page' })
    await guest.ask('visit:checked', weak)
    const reloaded = await openPage(app.url, room.guest, { browserKey, more: { continues: 'the first page' } })
    expect(reloaded.view().me.generation).toBe(2)
    expect(await checksOf(room.id)).toEqual([null, weak])
    const other = await openPage(app.url, room.guest)
    expect(await other.ask('visit:checked', good)).toEqual({ ok: true })
    expect(await checksOf(room.id)).toEqual([null, weak])
    await other.ask('visit:enter')
    expect(await checksOf(room.id)).toEqual([null, null])
  })

  test('is taken while somebody gets ready, waits or is in the call, and not before or after', async () => {
    const start = new Date(app.clock.now().getTime() + 600_000)
    const times = { start_time: start.toISOString(), end_time: new Date(start.getTime() + 600_000).toISOString() }
    const refused = { ok: false, problem: 'wrong-phase' }
    const room = await bookRoom({ ...times, feature_flags: ['-plugin;waiting-room'] })
    const guest = await openPage(app.url, room.guest)
    expect(await guest.ask('visit:checked', good), 'too early').toEqual(refused)
    app.clock.advance(600_000)
    expect(await guest.ask('visit:checked', good), 'in the precall').toEqual({ ok: true })
    await guest.ask('visit:enter')
    await guest.until(inPhase('in-call'))
    expect(await guest.ask('visit:checked', weak), 'in the call').toEqual({ ok: true })
    await guest.ask('visit:leave')
    expect(await guest.ask('visit:checked', good), 'at the exit').toEqual(refused)
    expect(await checksOf(room.id)).toEqual([null, weak])
  })

  test('is not taken from a page whose place was taken', async () => {
    const room = await bookRoom()
    const before = await openPage(app.url, room.guest)
    const after = await openPage(app.url, room.guest)
    await after.ask('visit:enter')
    await before.until(inPhase('taken-over'))
    expect(await before.ask('visit:checked', weak)).toEqual({ ok: false, problem: 'wrong-phase' })
    expect(await checksOf(room.id)).toEqual([null, null])
  })

  test('that is no result is refused, and what was there stays', async () => {
    const room = await bookRoom()
    const guest = await openPage(app.url, room.guest)
    await guest.ask('visit:checked', weak)
    const { paths } = good.reachability
    const bad: unknown[] = [
      null,
      {},
      { ...good, browser: undefined },
      { ...good, name: 'Ana' },
      { ...good, camera: { ...fine, label: 'FaceTime' } },
      { ...good, camera: { status: 'ok', detail: 'a detail that nobody knows' } },
      { ...good, microphone: { status: 'perfect', detail: null } },
      { ...good, reachability: { ...good.reachability, paths: [...paths, ...paths] } },
      { ...good, reachability: { ...fine, paths: [{ way: 'direct', status: 'ok', address: '192.0.2.7' }] } },
      { ...good, reachability: { ...fine, paths: [{ way: 'pigeon', status: 'ok' }] } },
      { ...good, bandwidth: { ...fine, up: -1, down: 1 } },
      { ...good, bandwidth: { ...fine, up: 1.5, down: 1 } },
      { ...good, bandwidth: { ...fine, up: 1, down: 10_000_001 } },
      { ...good, bandwidth: { ...fine, up: '1', down: 1 } },
    ]
    for (const payload of bad) {
      expect(await guest.ask('visit:checked', payload), JSON.stringify(payload)).toEqual({
        ok: false,
        problem: 'invalid-request',
      })
    }
    expect(await checksOf(room.id)).toEqual([null, weak])
  })

  test('generated results break nothing: one that fits is in the summary as it came, no other is', async () => {
    const room = await bookRoom()
    const guest = await openPage(app.url, room.guest)
    const status = fc.constantFrom('ok', 'warning', 'failed', 'untested', 'fine')
    const rate = fc.oneof({ weight: 8, arbitrary: fc.nat(10_000_000) }, fc.constantFrom(null, -1, 0.5, 1e9, '1'))
    const part = (...details: unknown[]) => fc.record({ status, detail: fc.constantFrom(null, ...details) })
    const path = fc.record({ way: fc.constantFrom(...checkWays), status })
    const result = fc.record({
      browser: part('insecure'),
      camera: part('off', 'missing'),
      microphone: part('unheard', 'denied'),
      speaker: part('unheard'),
      reachability: fc.record({
        status,
        detail: fc.constantFrom(null, 'no-relay'),
        paths: fc.array(path, { maxLength: 9 }),
      }),
      bandwidth: fc.record({ status, detail: fc.constantFrom(null, 'weak'), up: rate, down: rate }),
    })
    const spoiled = fc.tuple(
      result,
      fc.constantFrom(...Object.keys(good)),
      fc.anything({ withBigInt: false, maxDepth: 2 }),
    )
    const payload = fc.oneof(
      { weight: 4, arbitrary: result },
      spoiled.map(([one, name, value]) => ({ ...one, [name]: value })),
    )
    let kept: unknown = null
    await fc.assert(
      fc.asyncProperty(payload, async (sent) => {
        const answer = await guest.ask('visit:checked', sent)
        if (answer.ok) kept = sent
        else expect(['invalid-request', 'too-many-requests']).toContain(answer.problem)
        expect((await checksOf(room.id))[1]).toEqual(kept)
      }),
      { numRuns: 200 },
    )
    expect(kept).not.toBeNull()
  })
})

describe('how fast the line is', () => {
  const bytes = (size: number) => ({
    method: 'POST',
    body: Buffer.alloc(size),
    headers: { 'content-type': 'application/octet-stream' },
  })

  test('a link brings a megabyte that nothing makes smaller and nobody keeps, and takes half of one', async () => {
    const { guest } = await bookRoom()
    const url = app.url + new URL(guest).pathname
    const down = await fetch(`${url}/speed`, { headers: { 'accept-encoding': 'gzip, br' } })
    expect([down.status, down.headers.get('cache-control'), down.headers.get('content-encoding')]).toEqual([
      200,
      'no-store',
      null,
    ])
    expect((await down.arrayBuffer()).byteLength).toBe(maxDownloadBytes)
    expect((await fetch(`${url}/speed`, bytes(maxUploadBytes))).status).toBe(204)
    expect((await fetch(`${url}/speed`, bytes(maxUploadBytes + 1))).status).toBe(413)
    expect((await fetch(`${url}/speed`, { ...bytes(1), headers: { 'content-type': 'text/html' } })).status).toBe(415)
  })

  test('a link that nobody was given brings nothing', async () => {
    for (const link of [randomUUID(), 'nonsense']) {
      for (const init of [{}, bytes(1)])
        expect((await fetch(`${app.url}/session/${link}/speed`, init)).status).toBe(404)
    }
  })

  test('a link may be asked so many times a minute, and no other suffers for it', async () => {
    const room = await bookRoom()
    const ask = (entry: string) => fetch(`${app.url}/session/${entry.split('/').at(-1)}/speed`, bytes(1))
    const spellings = [room.guest, room.guest.toUpperCase()]
    const statuses = await Promise.all(
      spellings.flatMap((entry) => Array.from({ length: 25 }, async () => (await ask(entry)).status)),
    )
    expect(statuses.filter((status) => status === 204).length).toBeLessThan(45)
    expect([...new Set(statuses)].sort()).toEqual([204, 429])
    expect((await ask(room.host)).status).toBe(204)
  })
})

test('how the connection was is counted once for each page, outside of the call, and written down without a name', async () => {
  const room = await bookRoom()
  const host = await openPage(app.url, room.host)
  const good = { connection: 'good' } as const
  await host.ask('visit:enter', {})
  expect(await host.ask('visit:rate', good)).toEqual({ ok: false, problem: 'wrong-phase' })
  await host.ask('visit:leave', {})
  expect(await host.ask('visit:rate', { connection: 'splendid' } as never)).toMatchObject({ ok: false })
  expect(await host.ask('visit:rate', good)).toEqual({ ok: true })
  expect(await host.ask('visit:rate', good)).toEqual({ ok: false, problem: 'wrong-phase' })
  const { body } = await app.http.inject({ method: 'GET', url: '/metrics' })
  expect(body).toContain('anteroom_connections_rated_total{connection="good"} 1')
})
