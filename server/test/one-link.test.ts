import { randomUUID } from 'node:crypto'
import { type EventEmitter, once } from 'node:events'
import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { Session } from '@anteroom/contract/api/sessions'
import type { VisitView } from '@anteroom/contract/realtime'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { connectPage, inPhase, openPage, type TestPage } from './support/page.ts'
import { queriesDuring } from './support/queries.ts'
import { connectRaw } from './support/raw-page.ts'

const app = await startTestApp({ TRUST_PROXY: 'loopback', ROOM_PAGES_AT_ONCE: '40' })

const links = ({ participants }: Session) => participants.map(({ entry_url }) => entry_url)
const keyOf = (entryUrl = '') => entryUrl.split('/').at(-1) ?? ''
const handshake = (entryUrl = '') =>
  `40${JSON.stringify({ link: keyOf(entryUrl), browserKey: randomUUID(), pageId: randomUUID() })}`
/** The same link in capitals, each time with one letter more. */
const written = (entryUrl: string, capitals: number) =>
  keyOf(entryUrl).slice(0, capitals).toUpperCase() + keyOf(entryUrl).slice(capitals)

function bookSession(guests: number) {
  const participants = Array.from({ length: guests + 1 }, (_, at) => ({
    display_name: `Person ${at}`,
    role: at === 0 ? 'host' : 'guest',
  }))
  return app.book({ participants })
}

const bookHostAndGuests = async (guests: number) => links(await bookSession(guests))

async function hostInCall(link = '') {
  const host = await openPage(app.url, link)
  await host.ask('visit:enter')
  await host.until(inPhase('in-call'))
  return host
}

const fine = { status: 'ok', detail: null } as const
const check: ConnectionCheck = {
  ...{ browser: fine, camera: fine, microphone: fine, speaker: fine },
  reachability: { ...fine, paths: [] },
  bandwidth: { ...fine, up: 5_000, down: 9_000 },
}

describe('what costs nobody anything', () => {
  test('signals to nobody do not touch the database', async () => {
    const [link] = await bookHostAndGuests(1)
    const host = await hostInCall(link)
    const queries = await queriesDuring(app.database, async () => {
      for (let count = 0; count < 100; count += 1) {
        const signal = { to: app.ids.random(), generation: 1, data: 'x' }
        expect(await host.ask('call:signal', signal)).toEqual({ ok: false, problem: 'not-found' })
      }
    })
    // What goes on by itself meanwhile.
    expect(queries).toBeLessThan(30)
  })

  test('signals of the largest size count as eight of them', async () => {
    const [link] = await bookHostAndGuests(1)
    const host = await hostInCall(link)
    const signal = { to: app.ids.random(), generation: 1, data: 'x'.repeat(60_000) }
    const answers = await Promise.all(Array.from({ length: 90 }, () => host.ask('call:signal', signal)))
    const refused = answers.filter((answer) => !answer.ok && answer.problem === 'too-many-requests')
    expect(answers[0]).toEqual({ ok: false, problem: 'not-found' })
    expect(refused.length).toBeGreaterThan(20)
  })

  test('entering again and again, with the same check each time, changes nothing and shows nobody anything', async () => {
    const [hostLink, guestLink = ''] = await bookHostAndGuests(1)
    const host = await hostInCall(hostLink)
    const guest = await openPage(app.url, guestLink)
    await guest.ask('visit:checked', check)
    await guest.ask('visit:enter')
    const { revision } = await host.until(({ waiting }) => waiting.length === 1)
    let views = 0
    host.onView(() => {
      views += 1
    })
    for (let count = 0; count < 20; count += 1) {
      expect(await guest.ask('visit:enter')).toEqual({ ok: true })
      expect(await guest.ask('visit:checked', check)).toEqual({ ok: true })
    }
    expect(await host.ask('visit:refresh')).toEqual({ ok: true })
    await expect.poll(() => views).toBe(1)
    expect(host.view().revision).toBe(revision)
  })
})

describe('what one link may do', () => {
  test('is counted over all of its connections', async () => {
    const [, guestLink = ''] = await bookHostAndGuests(1)
    const browserKey = randomUUID()
    const pages: TestPage[] = []
    for (let count = 0; count < 3; count += 1) pages.push(await openPage(app.url, guestLink, { browserKey }))
    const answers = await Promise.all(
      pages.flatMap((page) => Array.from({ length: 60 }, () => page.ask('visit:refresh'))),
    )
    const done = answers.filter(({ ok }) => ok).length
    expect(done).toBeGreaterThanOrEqual(100)
    expect(done).toBeLessThan(120)
    expect(answers.filter((answer) => !answer.ok).every((answer) => JSON.stringify(answer).includes('too-many'))).toBe(
      true,
    )
  })

  test('ends in being hung up on for whoever does not stop', async () => {
    const [, link] = await bookHostAndGuests(1)
    const page = await connectRaw(app.url)
    page.send(handshake(link))
    await page.packet('40')
    for (let count = 0; count < 1_200; count += 1) page.send('42["anything",{}]')
    await page.closed()
  })

  test('other browsers have six connections, however they write the link; the oldest goes for another', async () => {
    const [, link = ''] = await bookHostAndGuests(1)
    const pages = []
    // The first one has the seat.
    for (let count = 0; count < 8; count += 1) {
      const page = await connectRaw(app.url)
      page.send(handshake(written(link, count * 5)))
      await page.packet('4')
      pages.push(page)
    }
    await pages[1]?.closed()
    pages.splice(1, 1)
    expect(pages.map((page) => page.isClosed())).toEqual(Array.from({ length: 7 }, () => false))
  })

  test('a page whose network breaks again and again is let in once more, and its oldest connection ends', async () => {
    const [link] = await bookHostAndGuests(1)
    const [again, pages] = [handshake(link), []] as [string, Awaited<ReturnType<typeof connectRaw>>[]]
    for (let count = 0; count < 7; count += 1) {
      const page = await connectRaw(app.url)
      page.send(again)
      await page.packet('42')
      pages.push(page)
    }
    await pages.shift()?.closed()
    expect(pages.map((page) => page.isClosed())).toEqual(Array.from({ length: 6 }, () => false))
  })

  test('is taken from nobody who has the seat: whoever finds the link uses up what is theirs alone', async () => {
    const [hostLink, guestLink = ''] = await bookHostAndGuests(1)
    await hostInCall(hostLink)
    const guest = await openPage(app.url, guestLink)
    await guest.ask('visit:enter')
    const finder = await openPage(app.url, guestLink)
    const answers = await Promise.all(Array.from({ length: 130 }, () => finder.ask('visit:refresh')))
    expect(answers.at(-1)).toEqual({ ok: false, problem: 'too-many-requests' })
    expect(await guest.ask('visit:refresh')).toEqual({ ok: true })

    let told = ''
    for (let count = 0; count < 60 && !told.startsWith('44'); count += 1) {
      const page = await connectRaw(app.url)
      page.send(handshake(written(guestLink, count)))
      told = await page.packet('4')
    }
    expect(told).toContain('too-many-requests')
    guest.leaveNetwork()
    guest.comeBack()
    await once(guest.socket as unknown as EventEmitter, 'connect')
    expect(await guest.ask('visit:leave')).toEqual({ ok: true })
  })
})

test('a connection has one page: whoever sends another handshake is hung up on, however fast', async () => {
  const [, link] = await bookHostAndGuests(1)
  const quick = await connectRaw(app.url)
  for (let count = 0; count < 5; count += 1) quick.send(handshake(link))
  await quick.closed()
  expect(quick.received.filter((packet) => packet.startsWith('40')).length).toBeLessThan(2)
  const patient = await connectRaw(app.url)
  patient.send(handshake(link))
  await patient.packet('40')
  patient.send('41')
  patient.send(handshake(link))
  await patient.closed()
  expect(patient.received.filter((packet) => packet.startsWith('40'))).toHaveLength(1)
})

test('what one sends by long polling after its handshake leaves nothing counted behind', async () => {
  const [link, other = ''] = await bookHostAndGuests(1)
  const headers = { 'x-forwarded-for': '10.8.8.8' }
  const polling = `${app.url}/socket.io/?EIO=4&transport=polling`
  for (let count = 0; count < 45; count += 1) {
    const opened = await (await fetch(polling, { headers })).text()
    const url = `${polling}&sid=${JSON.parse(opened.slice(1)).sid}`
    const end = fetch(url, { headers })
    const body = [handshake(link), handshake(link)].join('\u001e')
    await Promise.allSettled([end, fetch(url, { method: 'POST', headers, body })])
  }
  await openPage(app.url, other, { address: '10.8.8.8' })
})

test('a connection that is refused ends once that is said', async () => {
  const page = await connectRaw(app.url)
  page.send(handshake(app.ids.random()))
  expect(await page.packet('44')).toContain('unknown-link')
  await page.closed()
  const { socket } = connectPage(app.url, app.ids.random(), { transports: ['polling'] })
  const [error] = (await once(socket as unknown as EventEmitter, 'connect_error')) as [Error]
  expect(error.message).toBe('unknown-link')
})

test('a session whose row is held keeps nobody else waiting, and takes no more than a connection or two', async () => {
  const session = await bookSession(5)
  const [hostLink = '', ...guestLinks] = links(session)
  const host = await hostInCall(hostLink)
  const guests = await Promise.all(guestLinks.map((link) => openPage(app.url, link)))
  const holder = await app.database.pool.connect()
  await holder.query('begin')
  await holder.query('select from sessions where session_id = $1 for update', [session.session_id])
  const held = [host, ...guests].flatMap((page) => Array.from({ length: 5 }, () => page.ask('visit:leave')))
  await expect.poll(() => app.database.pool.totalCount - app.database.pool.idleCount).toBeLessThan(5)
  const [otherLink] = await bookHostAndGuests(1)
  const start = performance.now()
  await hostInCall(otherLink)
  expect(performance.now() - start).toBeLessThan(3_000)
  expect(app.database.pool.waitingCount).toBe(0)
  await holder.query('rollback')
  holder.release()
  const answers = await Promise.all(held)
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(6)
})

test('however often a session changes, a page gets a few views a second, and the last one always', async () => {
  const [hostLink = '', ...guestLinks] = await bookHostAndGuests(9)
  const host = await hostInCall(hostLink)
  const guests = await Promise.all(guestLinks.map((link) => openPage(app.url, link)))
  await Promise.all(guests.map((page) => page.ask('visit:enter')))
  const { waiting } = await host.until(({ waiting }) => waiting.length === 9)
  await host.ask('door:let-all-in')
  await Promise.all(guests.map((page) => page.until(({ people }) => people.length === 9)))
  let views = 0
  for (const page of guests) {
    page.onView(() => {
      views += 1
    })
  }
  const start = performance.now()
  const visitId = waiting[0]?.visitId
  // All at once: one after the other, each waits for its answer, and on a slow machine they are a few a second by themselves.
  await Promise.all(Array.from({ length: 41 }, (_, count) => host.ask('door:lock', { locked: count % 2 === 0 })))
  await Promise.all(guests.map((page) => page.until(({ locked }) => locked)))
  const seconds = (performance.now() - start) / 1000
  expect(visitId).toBeDefined()
  expect(views / guests.length).toBeLessThan(12 + seconds * 10)
})

test('in a call of thirty, what one changes is told by what has changed, and comes to the same', async () => {
  const [hostLink = '', ...guestLinks] = await bookHostAndGuests(30)
  const host = await hostInCall(hostLink)
  const [old, page, ...others] = await Promise.all(
    guestLinks.map((link, at) => openPage(app.url, link, { more: at === 0 ? { changes: undefined } : {} })),
  )
  if (!old || !page) throw new Error('they are in the call')
  const guests = [old, page, ...others]
  await Promise.all(guests.map((guest) => guest.ask('visit:enter')))
  await host.until(({ waiting }) => waiting.length === 30)
  await host.ask('door:let-all-in')
  await Promise.all([host, ...guests].map((page) => page.until(({ people }) => people.length === 30)))
  const bytes = { 'visit:view': 0, 'visit:changes': 0 }
  for (const guest of [old, page]) {
    guest.socket.onAny((event: keyof typeof bytes, told) => {
      if (event in bytes) bytes[event] += JSON.stringify(told).length
    })
  }
  for (const { visitId } of host.view().people.slice(10, 15)) await host.ask('call:hold', { visitId, hold: true })
  const left = others.at(-1)
  await left?.ask('visit:leave')
  const isDone = ({ people }: VisitView) => people.length === 29 && people.filter(({ onHold }) => onHold).length === 5
  await Promise.all([old, page].map((guest) => guest.until(isDone)))
  expect(bytes['visit:changes']).toBeGreaterThan(0)
  expect(bytes['visit:changes']).toBeLessThan(bytes['visit:view'] / 5)
  const { now: _before, ...together } = page.view()
  const whole = new Promise<VisitView>((resolve) => page.socket.once('visit:view', resolve))
  await page.ask('visit:refresh')
  const { now: _after, ...asked } = await whole
  expect(together).toEqual(asked)
})

test('an address has so many pages connected at once; others are told, and those of another address are let in', async () => {
  const all = await bookHostAndGuests(43)
  for (const link of all.slice(0, 40)) await openPage(app.url, link, { address: '10.9.9.9' })
  for (const link of all.slice(40, 42)) {
    const { socket } = connectPage(app.url, link, { address: '10.9.9.9' })
    const [error] = (await once(socket as unknown as EventEmitter, 'connect_error')) as [Error]
    expect(error.message).toBe('too-many-requests')
  }
  await openPage(app.url, all[42] ?? '', { address: '10.9.9.10' })
})
