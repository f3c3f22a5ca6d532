import { once } from 'node:events'
import net from 'node:net'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { queriesDuring } from './support/queries.ts'

const timing = { arriving: { requestMs: 600, headersMs: 300, lookedAtEveryMs: 50, standstillMs: 1_000 } }
const settings = { ROOM_PAGES_PER_MINUTE: '30', RATE_LIMIT_PER_MINUTE: '50', TRUST_PROXY: 'loopback' }
const app = await startTestApp(settings, undefined, { timing })

const from = (address: string) => ({ 'x-forwarded-for': address })
const open = (path: string, address: string, headers = {}) =>
  app.call<string>('GET', path, { token: null, headers: { ...from(address), ...headers } })

describe('pages', () => {
  test('of one address are so many in a minute; then it is said in words, and the page comes again by itself', async () => {
    const [seat] = (await app.book()).participants
    const path = `/session/${seat?.entry_url.split('/').at(-1)}`
    for (let count = 0; count < 30; count += 1) expect((await open(path, '10.0.0.1')).status).toBe(200)
    const refused = await open(path, '10.0.0.1', { 'accept-language': 'de' })
    expect(refused.status).toBe(429)
    expect(refused.headers['content-type']).toContain('text/html')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.body).toContain('<html lang="de"')
    expect(refused.body).toContain(`http-equiv="refresh" content="${refused.headers['retry-after']}"`)
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await open(path, '10.0.0.2')).status).toBe(200)
  })

  test('that nothing is behind count as ten', async () => {
    const statuses = []
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await open(`/session/${app.ids.random()}`, '10.0.0.3')).status)
    }
    expect(statuses).toEqual([404, 404, 404, 429, 429])
  })

  test('and the measuring of a line behind made-up links count together, before anything is looked up', async () => {
    const [seat] = (await app.book()).participants
    const measure = async (link: string, address: string) =>
      (await app.call('POST', `/session/${link}/speed`, { token: null, headers: from(address) })).status
    const statuses: number[] = []
    const few = async () => {
      for (let count = 0; count < 3; count += 1) statuses.push(await measure(app.ids.random(), '10.0.0.4'))
    }
    const many = async () => {
      for (let count = 0; count < 60; count += 1) statuses.push(await measure(app.ids.random(), '10.0.0.4'))
    }
    expect(await queriesDuring(app.database, few)).toBeGreaterThanOrEqual(3)
    expect(await queriesDuring(app.database, many)).toBeLessThan(20)
    expect(statuses).toEqual([404, 404, 404, ...Array(60).fill(429)])
    expect((await open(`/session/${app.ids.random()}`, '10.0.0.4')).status).toBe(429)
    const link = String(seat?.entry_url.split('/').at(-1))
    for (let count = 0; count < 35; count += 1) expect(await measure(link, '10.0.0.5')).toBe(204)
    expect((await open(`/session/${link}`, '10.0.0.5')).status).toBe(200)
  })

  test('are counted for a whole network of IPv6', async () => {
    const statuses = []
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await open(`/session/${app.ids.random()}`, `2001:db8:1:2::${count}`)).status)
    }
    expect(statuses.at(-1)).toBe(429)
    expect((await open('/session/nobody', '2001:db8:1:3::1')).status).toBe(404)
  })
})

describe('wrong tokens', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const madeUp = (kid: string) => `${part({ alg: 'ES256', kid })}.${part({ sub: 'x' })}.${'A'.repeat(86)}`
  const show = (kid: string, address: string) =>
    app.call('GET', '/v1/sessions', { token: madeUp(kid), headers: from(address) })

  test('of one address are so many in a minute, and those of others are not concerned', async () => {
    const statuses = []
    for (let count = 0; count < 6; count += 1) statuses.push((await show(`key ${count}`, '10.0.1.1')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect((await app.call('GET', '/v1/sessions', { headers: from('10.0.1.1') })).status).toBe(200)
    expect((await show('another', '10.0.1.2')).status).toBe(401)
  })

  test('with keys that are made up do not ask the database each time', async () => {
    const queries = await queriesDuring(app.database, async () => {
      for (let count = 0; count < 200; count += 1) await show(`made up ${count}`, `10.1.${count}.1`)
    })
    expect(queries).toBeLessThan(40)
  })
})

describe('a request that never ends', () => {
  const begin = async (text: string) => {
    const socket = net.connect({ port: Number(new URL(app.url).port), host: '127.0.0.1' })
    await once(socket, 'connect')
    socket.write(text)
    let answer = ''
    socket.on('data', (data) => {
      answer += String(data)
    })
    await once(socket, 'close')
    return answer
  }

  test.each([
    [
      'in its body',
      `POST /v1/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    ],
    ['in its headers', 'GET /session/x HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'in the body of a page without WebSocket',
      'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n4',
    ],
  ])('%s is cut off', async (_what, text) => {
    expect(await begin(text)).toMatch(/^HTTP\/1.1 (408|400)/)
  })
})

test('one who says nothing after connecting is hung up on, and costs no thought before', async () => {
  const queries = await queriesDuring(app.database, async () => {
    for (let count = 0; count < 20; count += 1) {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      await once(socket, 'open')
      socket.close()
    }
  })
  expect(queries).toBeLessThan(20)
})
