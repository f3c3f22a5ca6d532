import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'

/** What a scanner tries first, at every address that there is. */
const app = await startTestApp({ LOG_LEVEL: 'info' })
const { port } = new URL(app.url)
const nobodys = '01a20592-58ea-7054-a926-830583fcf532'

const addresses = [
  ...new Set(app.routes.filter(({ url }) => !url.includes('*')).map(({ url }) => url.replace(/:\w+/g, nobodys))),
  '/nowhere',
  '/room/nowhere.js',
  '/socket.io/?EIO=4&transport=polling',
  '/socket.io/?EIO=4&transport=none',
]

type Headers = Record<string, string>

/** An address as it is written; `fetch` would tidy it up. */
async function ask(path: string, headers: Headers = {}) {
  const [answer] = (await once(request({ host: '127.0.0.1', port, path, headers }).end(), 'response')) as [
    IncomingMessage,
  ]
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) }
}

/** What comes back for these bytes, until the server hangs up. */
async function say(bytes: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
  // A line that stays open has said what it had to say at once.
  if (/upgrade: websocket/i.test(bytes)) {
    const [data] = await once(socket, 'data')
    socket.destroy()
    return String(data)
  }
  return text(socket)
}

describe('every answer', () => {
  test.each(addresses)('of %s is taken for what it says it is, and for nothing else', async (address) => {
    const { headers, text: body } = await ask(address)
    if (body) expect(headers['content-type']).toBeDefined()
    if (headers['content-type']?.startsWith('text/')) expect(headers['content-type']).toMatch(/; charset=utf-8$/i)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test.each(addresses)(
    'of %s does nothing in a browser that its own page does not name, and is framed by nobody',
    async (address) => {
      const policy = String((await ask(address)).headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("base-uri 'none'")
      const isRoom = /^\/session(\/[^/]+)?$/.test(address)
      // Rooms are shown by the sites of practices, which say whose.
      if (!isRoom) expect(policy).toContain("frame-ancestors 'none'")
    },
  )

  test('is for pages of this site alone, but for the script and the descriptions that are for all', async () => {
    const open: string[] = []
    for (const address of addresses) {
      const { headers } = await ask(address, { origin: 'https://elsewhere.example' })
      expect(headers['access-control-allow-credentials'], address).toBeUndefined()
      if (headers['access-control-allow-origin']) open.push(address)
    }
    expect(open.filter((address) => !/^\/embed[./]/.test(address))).toEqual(['/v1/openapi.json'])
  })
})

describe('nothing is had by asking in an odd way', () => {
  test.each([
    '/.git/config',
    '/package.json',
    '/server/src/main.ts',
    '/room/',
    '/room/assets/',
    '/room/.vite/manifest.json',
    '/room/../../package.json',
    '/room/..%2f..%2fpackage.json',
    '/room/%2e%2e/%2e%2e/package.json',
    '/room/%252e%252e/%252e%252e/package.json',
    '/room/..\\..\\package.json',
    '/room/nowhere.js%00.css',
    '/v1/docs/static/',
    '/v1/docs/static/../../package.json',
    '/v1/docs/static/..%2f..%2fpackage.json',
  ])('neither folders nor the source: %s', async (address) => {
    const { status, headers, text: body } = await ask(address)
    expect([400, 404]).toContain(status)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body).not.toMatch(/anteroom|src=|href=/)
  })

  test.each(['TRACE', 'TRACK', 'CONNECT', 'DEBUG'])('the method %s brings nothing back', async (method) => {
    const answer = await say(`${method} /v1/sessions HTTP/1.1\r\nhost: x\r\nx-mine: 4711\r\nconnection: close\r\n\r\n`)
    expect(answer).not.toMatch(/^HTTP\/1.1 2|4711/)
  })

  test.each([
    ['a length and chunks', 'content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'content-length: 4\r\ncontent-length: 5\r\n\r\nabcde'],
    ['an encoding that is none', 'transfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a header that goes on in the next line', 'content-length:\r\n 0\r\n\r\n'],
    ['a blank before the colon', 'content-length : 0\r\n\r\n'],
  ])('a second request cannot hide behind %s', async (_how, rest) => {
    const hidden = 'GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'
    const answer = await say(`POST /v1/auth/token HTTP/1.1\r\nhost: x\r\n${rest}${hidden}`)
    expect(answer.match(/^HTTP\/1.1 \d+/gm)).toEqual(['HTTP/1.1 400'])
  })

  test.each(['page=1&page=2', 'state=a&state=b', 'include_canceled=true&include_canceled=false'])(
    'what is given twice is not chosen from: %s',
    async (query) => {
      expect((await app.call('GET', `/v1/sessions?${query}`)).status).toBe(400)
    },
  )
})

describe('the line of a page', () => {
  const handshake = '/socket.io/?EIO=4&transport=polling'

  test.each([
    'https://elsewhere.example',
    'https://video.test.elsewhere.example',
    'http://video.test',
    'https://video.test:8443',
    'null',
    'nonsense',
  ])('is not for a page of %s, whatever link it knows', async (origin) => {
    expect((await ask(handshake, { origin })).status).toBe(403)
    const upgrade =
      'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='
    const address = '/socket.io/?EIO=4&transport=websocket'
    const answer = await say(`GET ${address} HTTP/1.1\r\nhost: video.test\r\norigin: ${origin}\r\n${upgrade}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 4/)
  })

  test('is for pages of this site, by whichever name it was opened, and for what is no browser', async () => {
    expect((await ask(handshake, { origin: 'https://video.test' })).status).toBe(200)
    expect((await ask(handshake, { origin: 'https://clinic.local', host: 'clinic.local' })).status).toBe(200)
    const session = await app.book()
    const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
    expect(page.view().phase.name).toBe('precall')
  })
})

test('what no page of ours would ask for is logged, each kind once for each connection', async () => {
  const session = await app.book({ feature_flags: ['-plugin;waiting-room'] })
  const guest = await openPage(app.url, session.participants[1]?.entry_url ?? '')
  await guest.ask('visit:enter')
  const { me } = await guest.until(({ phase }) => phase.name === 'in-call')
  for (let times = 0; times < 3; times++) {
    expect(await guest.ask('door:lock', { locked: true })).toMatchObject({ problem: 'not-allowed' })
    expect(await guest.ask('call:hold', { visitId: 5 })).toMatchObject({ problem: 'invalid-request' })
  }
  const entries = app.logged.map((line) => JSON.parse(line)).filter(({ code }) => code === 'event-refused')
  expect(entries).toMatchObject([
    { problem: 'not-allowed', asked: 'door:lock', visitId: me.visitId },
    { problem: 'invalid-request', asked: 'call:hold', visitId: me.visitId },
  ])
})

describe('where a request came from', () => {
  test('is not what a header says that no proxy of ours has written', async () => {
    const told = { 'x-forwarded-for': '192.0.2.7', 'x-real-ip': '192.0.2.7', forwarded: 'for=192.0.2.7' }
    await app.call('POST', '/v1/sessions', { body: { start_time: '2040-01-01T09:00:00Z' }, headers: told })
    const booked = await app.call('POST', '/v1/sessions', {
      body: { start_time: '2040-01-01T09:00:00Z', end_time: '2040-01-01T10:00:00Z' },
      headers: told,
    })
    expect(booked.status).toBe(200)
    const { rows } = await app.database.pool.query('select distinct ip from audit_log where ip is not null')
    expect(rows).toEqual([{ ip: '127.0.0.1' }])
  })
})
