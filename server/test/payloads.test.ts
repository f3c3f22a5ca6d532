import { randomUUID } from 'node:crypto'
import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'
import { connectRaw } from './support/raw-page.ts'

const app = await startTestApp()

const links = ({ participants }: Session) => participants.map(({ entry_url }) => entry_url)
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const handshake = (entryUrl = '', more: object = {}) => ({
  link: entryUrl.split('/').at(-1),
  browserKey: randomUUID(),
  pageId: randomUUID(),
  ...more,
})

/** A guest's page that may send anything, and the host's, in one call. */
async function inOneCall() {
  const [hostLink = '', guestLink = ''] = links(await app.book())
  const host = await openPage(app.url, hostLink)
  await host.ask('visit:enter')
  const guest = await connectRaw(app.url)
  guest.send(`40${JSON.stringify(handshake(guestLink))}`)
  await guest.packet('40')
  await guest.ask('visit:enter', '{}')
  const { waiting, me } = await host.until(({ waiting }) => waiting.length === 1)
  await host.ask('door:let-in', { visitId: waiting[0]?.visitId })
  const [person] = (await host.until(({ people }) => people.length === 1)).people
  return { host, guest, me, person }
}

describe('what a page sends', () => {
  test.each([
    ['a signal that is nested 30,000 deep', `42["call:signal",{"to":"x","generation":1,"data":${nested(30_000)}}]`],
    ['an event that is nested as deep', `42["visit:enter",${nested(30_000)}]`],
    ['an event with tens of thousands of members', `42["visit:enter",[${'1,'.repeat(30_000)}1]]`],
    ['an event that announces attachments', '451-["visit:enter",{"_placeholder":true,"num":0}]'],
    ['an answer to nothing', '430[]'],
    ['another namespace, whose name hides what follows', `42/a"b,["visit:enter",${nested(30_000)}]`],
    ['something that is no packet', '4x'],
  ])('%s ends its connection and nothing else', async (_what, packet) => {
    const { host, guest } = await inOneCall()
    guest.send(packet)
    await guest.closed()
    await host.until(({ people }) => people[0]?.connected === false)
    expect(host.socket.connected).toBe(true)
  })

  test('binary data end its connection and nothing else', async () => {
    const { host, guest } = await inOneCall()
    guest.send(new Uint8Array([4, 2]))
    await guest.closed()
    expect(host.socket.connected).toBe(true)
  })

  test('an event by the name of an error, and one that nobody knows, do nothing', async () => {
    const { guest } = await inOneCall()
    guest.send('42["error",{}]')
    guest.send('42["constructor",{}]')
    guest.send('42[7,{}]')
    expect(await guest.ask('visit:refresh', '{}')).toEqual({ ok: true })
  })

  test('text that cannot be stored is refused, and the page goes on', async () => {
    const { guest } = await inOneCall()
    for (const name of ['"A\\u0000"', '"\\ud800"']) {
      expect(await guest.ask('visit:enter', `{"name":${name}}`)).toEqual({ ok: false, problem: 'invalid-request' })
      expect(await guest.ask('call:hold', `{"visitId":${name},"hold":true}`)).toEqual({
        ok: false,
        problem: 'invalid-request',
      })
    }
    expect(await guest.ask('visit:refresh', '{}')).toEqual({ ok: true })
  })

  test('signals are text of at most 64 kB, or what pages sent before: objects', async () => {
    const { host, guest, me } = await inOneCall()
    const signal = (data: string) =>
      guest.ask('call:signal', `{"to":"${me.visitId}","generation":${me.generation},"data":${data}}`)
    const longest = 'x'.repeat(65_536)
    expect(await signal(`"${longest}"`)).toEqual({ ok: true })
    expect(await signal('{"description":{"type":"offer","sdp":"v=0"}}')).toEqual({ ok: true })
    for (const data of [`"${longest}x"`, '[[]]', 'null', '7']) {
      expect(await signal(data)).toEqual({ ok: false, problem: 'invalid-request' })
    }
    expect(host.signals.map(({ data }) => data)).toEqual([longest, { description: { type: 'offer', sdp: 'v=0' } }])
  })
})

describe('a handshake', () => {
  const connect = async (auth: string) => {
    const page = await connectRaw(app.url)
    page.send(`40${auth}`)
    return page
  }

  test.each([
    ['pageId', `a page\\u0000`],
    ['browserKey', `a browser and its key\\u0000`],
    ['browserKey', `a browser and its key\\udc00`],
    ['link', '\\u0000'],
  ])('whose %s cannot be stored is refused for good', async (member, text) => {
    const [link] = links(await app.book())
    const auth = JSON.stringify(handshake(link, { [member]: 'THIS' })).replace('THIS', text)
    expect(await (await connect(auth)).packet('44')).toContain('unknown-link')
  })

  test('with a name that cannot be stored lets the page in, which is then told of it', async () => {
    const [, link] = links(await app.book({ participants: [{ role: 'host' }, { role: 'guest' }] }))
    const page = await connect(JSON.stringify(handshake(link, { enter: { name: 'A\0' } })))
    expect(await page.packet('42["visit:view"')).toContain('"precall"')
    expect(await page.ask('visit:enter', '{"name":"A\\u0000"}')).toEqual({ ok: false, problem: 'invalid-request' })
  })

  test('that is nested deep is hung up on', async () => {
    await (await connect(`{"link":${nested(30_000)}}`)).closed()
  })
})

describe('a body', () => {
  const headers = { 'idempotency-key': 'deep' }

  test.each([
    ['nested 30,000 deep', nested(30_000), 'is nested too deeply'],
    ['nested deep in a member', `{"session_name":"A","extra":${nested(30_000)}}`, 'is nested too deeply'],
    ['of a hundred thousand members', `[${'1,'.repeat(100_000)}1]`, 'has too many members'],
  ])('%s is refused in words, also when it may come again', async (_what, body, message) => {
    const answer = await app.call('POST', '/v1/sessions', { body, headers })
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toEqual([{ pointer: '', message }])
  })

  test('with text that cannot be stored is refused where it stands, known member or not', async () => {
    const session = await app.book()
    for (const body of ['{"extra":["\\u0000"]}', '{"extra":["\\ud800"]}']) {
      const answer = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body, headers })
      expect(answer.status).toBe(400)
      expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '/extra/0' })])
    }
  })
})

test('a call goes on through all of it', async () => {
  const [hostLink = '', guestLink = ''] = links(await app.book())
  const [host, guest] = [await openPage(app.url, hostLink), await openPage(app.url, guestLink)]
  await host.ask('visit:enter')
  await guest.ask('visit:enter')
  await guest.until(inPhase('waiting'))
  expect(app.logged.filter((line) => line.includes('"level":50'))).toEqual([])
})
