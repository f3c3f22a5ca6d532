import type { VisitView } from '@anteroom/contract/realtime'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage, type TestPage } from './support/page.ts'

const app = await startTestApp()
const laptop = { browserKey: 'the-laptop-of-ana', pageId: 'laptop-page-1' }
const phone = { browserKey: 'the-phone-of-ana', pageId: 'phone-page-1' }

async function bookRoom(flags: string[] = []) {
  const session = await app.book({
    feature_flags: flags,
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
    ],
  })
  const [host = '', ana = ''] = session.participants.map(({ entry_url }) => entry_url)
  return { session, host, ana }
}

/** Dr Vega and Ana in the call, where Ana was let in on her laptop. */
async function call() {
  const room = await bookRoom()
  const host = await openPage(app.url, room.host)
  await host.ask('visit:enter')
  const ana = await openPage(app.url, room.ana, laptop)
  await ana.ask('visit:enter')
  const [waiter] = (await host.until(({ waiting }) => waiting.length === 1)).waiting
  await host.ask('door:let-in', { visitId: waiter?.visitId })
  await ana.until(inPhase('in-call'))
  await host.until(({ people }) => people.length === 1)
  return { room, host, ana }
}

const revisionOf = async (sessionId: string) => {
  const { rows } = await app.database.pool.query('select revision from sessions where session_id = $1', [sessionId])
  return rows[0].revision
}

async function asksFromThePhone(link: string): Promise<TestPage> {
  const page = await openPage(app.url, link, phone)
  expect(await page.ask('visit:enter')).toEqual({ ok: true })
  await page.until(({ phase }) => phase.name === 'waiting' && phase.moving !== null)
  return page
}

describe('a link that is opened once more', () => {
  test('by a scanner that runs scripts changes nothing: not a row, and nothing that anybody sees', async () => {
    const { room, host, ana } = await call()
    const before = await revisionOf(room.session.session_id)
    const scanner = await openPage(app.url, room.ana)
    expect(scanner.view()).toMatchObject({
      phase: { name: 'precall', openElsewhere: 'another-browser' },
      people: [],
      me: { generation: 0 },
    })
    for (const event of ['visit:leave', 'visit:end-for-everyone', 'visit:move-here', 'door:knock'])
      await scanner.ask(event)
    expect(await scanner.ask('visit:answer-move', { move: true })).toEqual({ ok: false, problem: 'wrong-phase' })
    scanner.leaveNetwork()
    await host.ask('visit:refresh')
    expect(await revisionOf(room.session.session_id)).toBe(before)
    expect(ana.view().phase.name).toBe('in-call')
    expect(host.view().waiting).toEqual([])
  })

  test('in the same browser goes on there once its person joins, and the older page is told', async () => {
    const { room, host, ana } = await call()
    const second = await openPage(app.url, room.ana, { ...laptop, pageId: 'laptop-page-2' })
    expect(second.view().phase).toEqual({ name: 'precall', openElsewhere: 'this-browser' })
    await second.ask('visit:enter')
    await second.until(inPhase('in-call'))
    expect((await ana.until(inPhase('taken-over'))).phase).toEqual({ name: 'taken-over', by: 'this-browser' })
    expect(await ana.ask('visit:leave')).toEqual({ ok: false, problem: 'wrong-phase' })
    expect(host.view().people).toHaveLength(1)
  })

  test('by a reload goes on at once, before the server has heard that the old page is gone', async () => {
    const { room, host, ana } = await call()
    const { generation } = ana.view().me
    const more = { continues: laptop.pageId }
    const reloaded = await openPage(app.url, room.ana, { ...laptop, pageId: 'laptop-page-2', more })
    expect(reloaded.view().phase.name).toBe('in-call')
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === true && people[0].generation > generation)
    expect(reloaded.view().phase.name).toBe('in-call')
  })

  test('by a reload shows the call from the first byte, which strangers do not get', async () => {
    const { participants } = await app.book({ participants: [{ display_name: 'Dr Vega', role: 'host' }] })
    const link = participants[0]?.entry_url ?? ''
    const html = async (cookie: string) => {
      const { body, headers } = await app.http.inject({ url: new URL(link).pathname, headers: { cookie } })
      const bootstrap = JSON.parse(/id="bootstrap">(.*?)<\/script>/.exec(body)?.[1] ?? '')
      return { ...bootstrap, cookie: String(headers['set-cookie']).split(';')[0] ?? '' }
    }
    const { browserKey, cookie } = await html('')
    await (await openPage(app.url, link, { browserKey })).ask('visit:enter')
    const own = await html(cookie)
    expect(own.view.phase).toEqual({ name: 'precall', openElsewhere: 'this-browser' })
    expect(own.continued).toMatchObject({ phase: { name: 'in-call' }, me: { generation: 0 }, iceServers: [] })
    const stranger = await html('')
    expect(stranger.view.phase).toEqual({ name: 'precall', openElsewhere: 'another-browser' })
    expect(stranger.continued).toBeUndefined()
  })

  test('in a second window, which takes nothing by coming back before the first when the server was away', async () => {
    const { room, host, ana } = await call()
    const again = { again: true }
    const second = { ...laptop, pageId: 'laptop-page-2' }
    const looking = await openPage(app.url, room.ana, second)
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    looking.leaveNetwork()
    const back = await openPage(app.url, room.ana, { ...second, more: again })
    expect(back.view().phase).toEqual({ name: 'precall', openElsewhere: 'this-browser' })
    ana.comeBack()
    await host.until(({ people }) => people[0]?.connected === true)
    expect(ana.view().phase.name).toBe('in-call')
  })

  test('to leave where one only looks is to leave that page, however often it connects', async () => {
    const { room, ana } = await call()
    const looking = await openPage(app.url, room.ana, phone)
    expect(await looking.ask('visit:leave')).toEqual({ ok: true })
    expect((await looking.until(inPhase('exit'))).phase).toMatchObject({ reason: 'left', mayReturn: true })
    const back = await openPage(app.url, room.ana, { ...phone, more: { left: true } })
    expect(back.view().phase.name).toBe('exit')
    await back.ask('visit:enter')
    await back.until(inPhase('waiting'))
    expect(ana.view().phase.name).toBe('in-call')
  })
})

describe('a call on another device', () => {
  test('moves when the old device agrees, nobody leaves meanwhile, and the summary knows of one visit', async () => {
    const { room, host, ana } = await call()
    const page = await asksFromThePhone(room.ana)
    const { me } = await ana.until(({ me }) => me.asked !== null)
    expect((await host.until(({ waiting }) => waiting.length === 1)).waiting).toMatchObject([
      { name: 'Ana', otherDevice: 'moves', connected: true },
    ])
    expect(await ana.ask('visit:answer-move', { move: true })).toEqual({ ok: true })
    const view = await page.until(inPhase('in-call'))
    expect(view.me).toMatchObject({ visitId: me.visitId, generation: me.generation + 1 })
    expect((await ana.until(inPhase('taken-over'))).phase).toMatchObject({ by: 'another-browser' })
    const { people, waiting } = await host.until(({ people }) => people[0]?.generation === view.me.generation)
    expect([people.length, waiting]).toEqual([1, []])
    const { body } = await app.call('GET', `/v1/sessions/${room.session.session_id}/summary`)
    expect(JSON.stringify(body)).not.toContain('opened-elsewhere')
  })

  test('is asked for by one at a time, and the answer is for that one', async () => {
    const { room, ana } = await call()
    const page = await asksFromThePhone(room.ana)
    const { askedBy } = (await ana.until(({ me }) => me.askedBy !== null)).me
    const stranger = await openPage(app.url, room.ana)
    expect(await stranger.ask('visit:enter')).toEqual({ ok: false, problem: 'too-soon' })
    const other = await ana.ask('visit:answer-move', { move: true, askedBy: 'somebody-else' })
    expect(other).toEqual({ ok: false, problem: 'wrong-phase' })
    expect(await ana.ask('visit:answer-move', { move: true, askedBy })).toEqual({ ok: true })
    await page.until(inPhase('in-call'))
    expect(stranger.view().phase.name).toBe('precall')
  })

  test('gets the place of whoever leaves, who stays at the exit and may ask for it', async () => {
    const { room, ana } = await call()
    const page = await asksFromThePhone(room.ana)
    const phases: string[] = []
    ana.onView(({ phase }) => phases.push(phase.name))
    expect(await ana.ask('visit:leave')).toEqual({ ok: true })
    await page.until(({ phase }) => phase.name === 'waiting' && phase.moving === null)
    expect((await ana.until(inPhase('exit'))).phase).toMatchObject({ reason: 'left', mayReturn: true })
    await ana.ask('visit:refresh')
    expect(phases).not.toContain('taken-over')
    expect(await ana.ask('visit:enter')).toEqual({ ok: true })
    await ana.until(({ phase }) => phase.name === 'waiting' && phase.moving !== null)
  })

  test('does not move when the old device says no; it may ask again after a while', async () => {
    const { room, host, ana } = await call()
    const page = await asksFromThePhone(room.ana)
    await ana.ask('visit:answer-move', { move: false })
    await page.until(({ phase }) => phase.name === 'waiting' && phase.turnedAway !== null)
    await host.until(({ waiting }) => waiting.length === 0)
    expect(await page.ask('visit:enter')).toEqual({ ok: false, problem: 'too-soon' })
    app.clock.advance(30_000)
    expect(await page.ask('visit:enter')).toEqual({ ok: true })
    await ana.until(({ me }) => me.asked !== null)
  })

  test('moves when a host lets it in, turns away, and gets what a host writes', async () => {
    const { room, host } = await call()
    const page = await asksFromThePhone(room.ana)
    const [waiter] = (await host.until(({ waiting }) => waiting.length === 1)).waiting
    await host.ask('door:write', { visitId: waiter?.visitId, text: 'One moment' })
    await page.until(({ phase }) => phase.name === 'waiting' && phase.message === 'One moment')
    expect(await host.ask('door:let-in', { visitId: waiter?.visitId })).toEqual({ ok: true })
    await page.until(inPhase('in-call'))
    const again = await openPage(app.url, room.ana, laptop)
    await again.ask('visit:enter')
    const isNew = ({ waiting: [one] }: VisitView) => one !== undefined && one.visitId !== waiter?.visitId
    const [other] = (await host.until(isNew)).waiting
    await host.ask('door:turn-away', { visitId: other?.visitId })
    await again.until(({ phase }) => phase.name === 'waiting' && phase.turnedAway !== null)
  })

  test('knocks again when the old device is gone for good: what it was let into does not count', async () => {
    const { room, host, ana } = await call()
    const page = await asksFromThePhone(room.ana)
    ana.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    app.clock.advance(20_000)
    await page.until(({ phase }) => phase.name === 'waiting' && phase.moving === null)
    const { waiting } = await host.until(({ people, waiting }) => people.length === 0 && waiting.length === 1)
    expect(waiting).toMatchObject([{ name: 'Ana', otherDevice: 'new' }])
    ana.comeBack()
    await ana.until(inPhase('taken-over'))
  })

  test('stays on hold', async () => {
    const { room, host, ana } = await call()
    const { visitId } = ana.view().me
    await host.ask('call:hold', { visitId, hold: true })
    await ana.until(inPhase('on-hold'))
    const page = await asksFromThePhone(room.ana)
    await ana.ask('visit:answer-move', { move: true })
    await page.until(inPhase('on-hold'))
    page.leaveNetwork()
    await host.until(({ people }) => people[0]?.connected === false)
    app.clock.advance(20_000)
    await host.until(({ people }) => people.length === 0)
    const back = await openPage(app.url, room.ana, { ...phone, pageId: 'phone-page-2' })
    expect(back.view().phase.name).toBe('on-hold')
  })

  test('of a host moves by one click when the old one has not answered for half a minute', async () => {
    const { room, host, ana } = await call()
    const page = await asksFromThePhone(room.host)
    expect(page.view().phase).toMatchObject({ moving: { mayMoveAt: expect.any(String) } })
    expect(await page.ask('visit:move-here')).toEqual({ ok: false, problem: 'too-soon' })
    app.clock.advance(30_000)
    expect(await page.ask('visit:move-here')).toEqual({ ok: true })
    expect(await page.ask('visit:move-here')).toEqual({ ok: true })
    await page.until(({ phase, people }) => phase.name === 'in-call' && people.length === 1)
    await host.until(inPhase('taken-over'))
    expect(ana.view().people).toMatchObject([{ name: 'Dr Vega' }])
    const { rows } = await app.database.pool.query(
      'select rival_id, rival_page_id, rival_browser_hash, rival_process_id, rival_asked_at from visits where rival_id is not null or rival_page_id is not null',
    )
    expect(rows.filter(({ rival_page_id }) => rival_page_id === phone.pageId)).toHaveLength(0)
  })

  test('is asked for across processes, also after the process of the one who asks has ended', async () => {
    const other = await startTestApp({}, app)
    const { room, host, ana } = await call()
    const page = await openPage(other.url, room.ana, phone)
    await page.ask('visit:enter')
    await ana.until(({ me }) => me.asked !== null)
    await other.close()
    await host.until(({ waiting }) => waiting[0]?.connected === false)
    const again = await openPage(app.url, room.ana, phone)
    await host.until(({ waiting }) => waiting[0]?.connected === true)
    await ana.ask('visit:answer-move', { move: true })
    await again.until(inPhase('in-call'))
  })

  test('asks no longer when its page has been gone for long', async () => {
    const { room, host, ana } = await call()
    const page = await asksFromThePhone(room.ana)
    page.leaveNetwork()
    await host.until(({ waiting }) => waiting[0]?.connected === false)
    app.clock.advance(20_000)
    await ana.until(({ me }) => me.asked === null)
    await host.until(({ waiting }) => waiting.length === 0)
    expect(await ana.ask('visit:answer-move', { move: true })).toEqual({ ok: true })
    expect(ana.view().phase.name).toBe('in-call')
  })
})
