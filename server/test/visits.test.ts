import { clientEvents } from '@anteroom/contract/realtime'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { startTestApp } from './support/app.ts'
import { connectPage, inPhase, openPage } from './support/page.ts'

// What somebody may ask for is limited elsewhere (one-link.test.ts); here thousands of events are to be heard.
const app = await startTestApp({ ROOM_EVENTS_PER_MINUTE: '0' })

async function bookRoom(flags: string[] = []) {
  const session = await app.book({
    feature_flags: flags,
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
      { display_name: 'Tom', role: 'guest' },
    ],
  })
  const [host = '', ana = '', tom = ''] = session.participants.map(({ entry_url }) => entry_url)
  return { session, host, ana, tom }
}

/** Dr Vega and Ana in the call of a session without a waiting room; `browser` is Ana's. */
async function twoInCall(browser?: { browserKey: string; pageId: string }) {
  const room = await bookRoom(['-plugin;waiting-room'])
  const host = await openPage(app.url, room.host)
  await host.ask('visit:enter')
  const ana = await openPage(app.url, room.ana, browser)
  await ana.ask('visit:enter')
  await host.until(({ people }) => people.length === 1)
  return { room, host, ana }
}

describe('the waiting room', () => {
  test('a guest knocks, the host sees them at once and lets them in', async () => {
    const room = await bookRoom()
    const ana = await openPage(app.url, room.ana)
    expect(await ana.ask('visit:enter')).toEqual({ ok: true })
    await ana.until(inPhase('waiting'))
    const host = await openPage(app.url, room.host)
    await host.ask('visit:enter')
    const { waiting } = await host.until(({ waiting }) => waiting.length === 1)
    expect(await host.ask('door:let-in', { visitId: waiting[0]?.visitId })).toEqual({ ok: true })
    expect((await ana.until(inPhase('in-call'))).people).toMatchObject([{ name: 'Dr Vega', role: 'HOST' }])
    expect((await host.until(({ people }) => people.length === 1)).waiting).toEqual([])
  })

  test('without the plugin the server refuses what belongs to it', async () => {
    const room = await bookRoom(['-plugin;waiting-room'])
    const host = await openPage(app.url, room.host)
    await host.ask('visit:enter')
    const ana = await openPage(app.url, room.ana)
    await ana.ask('visit:enter')
    const { me } = await ana.until(inPhase('in-call'))
    for (const event of ['door:turn-away', 'door:write', 'door:send-back', 'waiting:message']) {
      const refused = await host.ask(event, { visitId: me.visitId, text: 'x' })
      expect(refused, event).toEqual({ ok: false, problem: 'plugin-off' })
    }
    expect(await host.ask('door:let-all-in')).toEqual({ ok: false, problem: 'plugin-off' })
    expect(await ana.ask('door:knock')).toEqual({ ok: false, problem: 'plugin-off' })
    expect(ana.view().phase.name).toBe('in-call')
  })

  test('guests do not learn of each other there', async () => {
    const room = await bookRoom()
    const ana = await openPage(app.url, room.ana)
    await ana.ask('visit:enter')
    const tom = await openPage(app.url, room.tom)
    await tom.ask('visit:enter')
    const view = await tom.until(inPhase('waiting'))
    expect(view.people).toEqual([])
    expect(view.waiting).toEqual([])
  })

  test('of a group, neither page nor view tells who else comes before one is let in; hosts know', async () => {
    const session = await app.book({
      session_name: 'Group of Ana and Tom',
      participants: [
        { display_name: 'Dr Vega', role: 'host' },
        { display_name: 'Ana', role: 'guest' },
        { display_name: 'Tom', role: 'guest' },
        { display_name: 'Interpreter Kim', role: 'participant' },
      ],
    })
    const [host = '', ana = '', tom = '', kim = ''] = session.participants.map(({ entry_url }) => entry_url)
    const html = async (link: string) => (await app.http.inject({ url: new URL(link).pathname })).body
    const texts = [await html(ana), await html(kim)]
    const page = await openPage(app.url, ana)
    texts.push(JSON.stringify(page.view()))
    await page.ask('visit:enter')
    texts.push(JSON.stringify(await page.until(inPhase('waiting'))))
    for (const text of texts) {
      expect(text).toContain('Dr Vega')
      expect(text).not.toContain('Tom')
      expect(text).not.toContain('Group')
    }
    expect(await html(host)).toContain('Tom')
    const doctor = await openPage(app.url, host)
    await doctor.ask('visit:enter')
    const toms = await openPage(app.url, tom)
    await toms.ask('visit:enter')
    await doctor.until(({ waiting }) => waiting.length === 2)
    await doctor.ask('door:let-in', { visitId: page.view().me.visitId })
    const inside = await page.until(inPhase('in-call'))
    expect(inside.session.name).toBe('Group of Ana and Tom')
    expect(inside.expected.map(({ name }) => name)).toContain('Tom')
    // Whoever is made a host came as a guest all the same.
    await doctor.ask('call:make-host', { visitId: inside.me.visitId })
    await page.until(({ me }) => me.role === 'HOST')
    await toms.ask('visit:refresh')
    expect(JSON.stringify(toms.view())).not.toContain('Ana')
    // Nor does a link tell that somebody else has, while its host is there by another page.
    expect(await html(host)).not.toContain('Tom')
  })
})

describe('signals', () => {
  test('go between people in the same call, and to nobody else', async () => {
    const room = await bookRoom()
    const host = await openPage(app.url, room.host)
    await host.ask('visit:enter')
    const ana = await openPage(app.url, room.ana)
    await ana.ask('visit:enter')
    await ana.until(inPhase('waiting'))
    const { me } = await host.until(({ waiting }) => waiting.length === 1)
    const early = { to: me.visitId, generation: me.generation, data: { early: true } }
    expect(await ana.ask('call:signal', early)).toEqual({ ok: false, problem: 'wrong-phase' })

    await host.ask('door:let-all-in')
    const view = await ana.until(({ people }) => people.length === 1)
    const [person] = view.people
    const signal = { to: person?.visitId, generation: person?.generation, data: { offer: 1 } }
    expect(await ana.ask('call:signal', signal)).toEqual({ ok: true })
    await expect
      .poll(() => host.signals)
      .toEqual([{ from: view.me.visitId, generation: view.me.generation, data: { offer: 1 } }])

    await host.ask('call:hold', { visitId: view.me.visitId, hold: true })
    await ana.until(inPhase('on-hold'))
    expect(await ana.ask('call:signal', signal)).toEqual({ ok: false, problem: 'wrong-phase' })
    const back = { to: view.me.visitId, generation: view.me.generation, data: { late: true } }
    await host.ask('call:signal', back)
    await host.ask('call:hold', { visitId: view.me.visitId, hold: false })
    await ana.until(inPhase('in-call'))
    expect(ana.signals).toEqual([])
  })

  test('do not cross from one session into another', async () => {
    const first = await bookRoom(['-plugin;waiting-room'])
    const second = await bookRoom(['-plugin;waiting-room'])
    const target = await openPage(app.url, first.ana)
    await target.ask('visit:enter')
    const { me } = await target.until(inPhase('in-call'))
    const stranger = await openPage(app.url, second.ana)
    await stranger.ask('visit:enter')
    await stranger.until(inPhase('in-call'))
    await stranger.ask('call:signal', { to: me.visitId, generation: me.generation, data: 'x' })
    await stranger.ask('visit:leave')
    expect(target.signals).toEqual([])
  })
})

describe('pages', () => {
  test('a page that comes back within the grace is where it was', async () => {
    const { host, ana } = await twoInCall()
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false, 'the host sees the gap')
    ana.comeBack()
    await host.until(({ people }) => people[0]?.connected === true, 'and its end')
    await ana.until(inPhase('in-call'))
  })

  test('a page that stays away leaves after the grace, and its seat can be taken again', async () => {
    const { host, ana } = await twoInCall()
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    app.clock.advance(20_000)
    await host.until(({ people }) => people.length === 0)
    expect(host.view().phase.name).toBe('in-call')
    ana.comeBack()
    await ana.until(inPhase('exit'))
    expect(ana.view().phase).toEqual({ name: 'exit', reason: 'lost', mayReturn: true, by: null })
    await ana.ask('visit:enter')
    await host.until(({ people }) => people.length === 1)
  })

  test('when the clock is set back, a page that is gone still leaves after the grace', async () => {
    const { host, ana } = await twoInCall()
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    app.clock.advance(-600_000)
    try {
      const looked = async () => {
        const gone = "select from visits where stage = 'in-call' and gone_at > $1"
        const { rows } = await app.database.pool.query(gone, [app.clock.now()])
        expect(rows).toEqual([])
      }
      await vi.waitFor(looked, 5_000)
      app.clock.advance(20_000)
      await host.until(({ people }) => people.length === 0)
    } finally {
      app.clock.advance(600_000)
    }
  })

  test('a page whose old connection ends after it is back by a new one is not missed', async () => {
    const browser = { browserKey: 'a-browser-of-anas', pageId: 'the-page-of-ana' }
    const { room, ana: before } = await twoInCall(browser)
    const after = await openPage(app.url, room.ana, browser)
    await after.until(inPhase('in-call'))
    before.leaveNetwork()
    // Whatever the end of the old connection brings about comes before the answer to this.
    expect(await after.ask('visit:refresh')).toEqual({ ok: true })
    app.clock.advance(21_000)
    const { rows } = await app.database.pool.query('select gone_at, stage from visits where visit_id = $1', [
      after.view().me.visitId,
    ])
    expect(rows).toEqual([{ gone_at: null, stage: 'in-call' }])
  })

  test('a connection that breaks while it is made leaves nobody behind', async () => {
    const browser = { browserKey: 'a-browser-of-anas', pageId: 'the-page-of-ana' }
    const { room, host, ana } = await twoInCall(browser)
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    for (let times = 0; times < 20; times++) {
      const broken = connectPage(app.url, room.ana, browser)
      await new Promise<void>((resolve) => broken.socket.io.engine.once('open', resolve))
      broken.leaveNetwork()
    }
    await expect
      .poll(
        async () => {
          const { rows } = await app.database.pool.query('select process_id from visits where participant_id = $1', [
            room.session.participants[1]?.participant_id,
          ])
          return rows
        },
        { timeout: 5_000 },
      )
      .toEqual([{ process_id: null }])
  })

  test('long polling does where WebSocket is blocked', async () => {
    const room = await bookRoom()
    const host = await openPage(app.url, room.host, { transports: ['polling'] })
    expect(await host.ask('visit:enter')).toEqual({ ok: true })
    await host.until(inPhase('in-call'))
  })

  test('a link that nobody was given does not connect', async () => {
    for (const link of ['00000000-0000-4000-8000-000000000000', 'nonsense', "' or true --", 'x'.repeat(101)]) {
      const page = connectPage(app.url, link)
      const said = await new Promise<Error>((resolve) => page.socket.once('connect_error', resolve))
      expect(said.message).toBe('unknown-link')
    }
  })

  test('the API cancels, and whoever has the page open is told', async () => {
    const start = app.clock.now().getTime() + 600_000
    const session = await app.book({
      start_time: new Date(start).toISOString(),
      end_time: new Date(start + 600_000).toISOString(),
    })
    const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
    expect(page.view().phase.name).toBe('too-early')
    await app.call('DELETE', `/v1/sessions/${session.session_id}`)
    await page.until(inPhase('cancelled'))
  })

  test('pages are shown each turning point by itself: the start, when a guest may knock again, the end', async () => {
    const at = (ms: number) => new Date(app.clock.now().getTime() + ms).toISOString()
    const session = await app.book({
      start_time: at(600_000),
      end_time: at(1_200_000),
      participants: [{ role: 'host' }, { role: 'guest' }].map((seat) => ({ ...seat, display_name: seat.role })),
    })
    const [hosts = '', guests = ''] = session.participants.map(({ entry_url }) => entry_url)
    const [host, guest] = [await openPage(app.url, hosts), await openPage(app.url, guests)]
    expect(guest.view().phase.name).toBe('too-early')
    app.clock.advance(600_000)
    await host.until(inPhase('precall'))
    await guest.until(inPhase('precall'))

    for (const page of [host, guest]) await page.ask('visit:enter')
    const { waiting } = await host.until((view) => view.waiting.length === 1)
    await host.ask('door:turn-away', { visitId: waiting[0]?.visitId })
    await guest.until(({ phase }) => phase.name === 'waiting' && phase.turnedAway !== null)
    const mayKnockAt = at(30_000)
    app.clock.advance(30_000)
    // The same as before but for the time, by which the page counts.
    await guest.until(({ now }) => now >= mayKnockAt)

    app.clock.advance(600_000)
    await guest.until(inPhase('over'))
  })

  test('the API takes a seat away, and whoever is behind it is out of the call at once', async () => {
    const { room, host, ana } = await twoInCall()
    const seat = room.session.participants[1]?.participant_id ?? ''
    const { visitId, generation } = host.view().people[0] ?? {}
    expect((await app.call('DELETE', `/v1/participants/${seat.toUpperCase()}`)).status).toBe(200)
    await ana.until(inPhase('removed'))
    await host.until(({ people }) => people.length === 0)
    await host.ask('call:signal', { to: visitId, generation, data: 'late' })
    expect(await ana.ask('visit:enter')).toEqual({ ok: false, problem: 'wrong-phase' })
    expect(ana.signals).toEqual([])

    const other = await app.makeTeam('stranger')
    const path = `/v1/participants/${room.session.participants[0]?.participant_id}`
    expect((await app.call('DELETE', path, { token: other.token })).status).toBe(404)
    await host.ask('visit:refresh')
    expect(host.view().phase.name).toBe('in-call')
    expect((await app.call('DELETE', path)).status).toBe(200)
    await host.until(inPhase('removed'))
    const { body } = await app.call('GET', `/v1/sessions/${room.session.session_id}`)
    expect(body.actual_end_time).toEqual(expect.stringMatching(/Z$/))
  })
})

describe('two processes on one database', () => {
  test('serve one session between them', async () => {
    const other = await startTestApp({}, app)
    try {
      const room = await bookRoom()
      const host = await openPage(app.url, room.host)
      const ana = await openPage(other.url, room.ana)
      await ana.ask('visit:enter')
      await host.ask('visit:enter')
      const { waiting } = await host.until(({ waiting }) => waiting.length === 1)
      await host.ask('door:let-in', { visitId: waiting[0]?.visitId })
      const view = await ana.until(inPhase('in-call'))
      const [person] = view.people
      // As large as a description with many candidates, which is more than a notification can carry.
      const data = { sdp: 'v=0 '.repeat(5_000) }
      await ana.ask('call:signal', { to: person?.visitId, generation: person?.generation, data })
      await expect.poll(() => host.signals.map(({ data }) => data)).toEqual([data])
      await host.ask('visit:end-for-everyone')
      await ana.until(inPhase('exit'))
    } finally {
      await other.close()
    }
  })

  test('one of them ends, and its pages go on with the other', async () => {
    const other = await startTestApp({}, app)
    const room = await bookRoom(['-plugin;waiting-room'])
    const host = await openPage(app.url, room.host)
    await host.ask('visit:enter')
    const browser = { browserKey: 'a-browser-of-anas', pageId: 'the-page-of-ana' }
    const ana = await openPage(other.url, room.ana, browser)
    await ana.ask('visit:enter')
    await host.until(({ people }) => people.length === 1)
    await other.close()
    await host.until(({ people }) => people[0]?.connected === false)
    const again = await openPage(app.url, room.ana, browser)
    await again.until(inPhase('in-call'))
    await host.until(({ people }) => people[0]?.connected === true)
  })
})

describe('bad input', () => {
  test('generated events never break anything, and never get a call that is not theirs to change', async () => {
    const room = await bookRoom()
    const host = await openPage(app.url, room.host)
    await host.ask('visit:enter')
    const ana = await openPage(app.url, room.ana)
    await ana.ask('visit:enter')
    await ana.until(inPhase('waiting'))
    const names = Object.keys(clientEvents).filter((name) => !['visit:leave', 'visit:enter'].includes(name))
    const payload = fc.oneof(
      fc.anything({ withBigInt: false, maxDepth: 2 }),
      fc.record({
        visitId: fc.string(),
        text: fc.string(),
        hold: fc.boolean(),
        to: fc.string(),
        generation: fc.integer(),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), payload, async (name, value) => {
        const answer = await ana.ask(name, value)
        if (!answer.ok) expect(answer.problem).not.toBe('internal')
        expect(ana.view().phase.name).toBe('waiting')
      }),
      { numRuns: 600 },
    )
    expect(host.view().phase.name).toBe('in-call')
    expect(host.view().waiting).toHaveLength(1)
  })
})
