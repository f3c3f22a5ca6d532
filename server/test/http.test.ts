import { connect } from 'node:net'
import { problems } from '@anteroom/contract/problems'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../src/ground/clock.ts'
import { createLog } from '../src/ground/log.ts'
import { ProblemError } from '../src/ground/problem-error.ts'
import { createHttpServer } from '../src/http/server.ts'
import { startTestApp } from './support/app.ts'

const app = await startTestApp({ LOG_LEVEL: 'trace' })
const nobodys = '01a20592-58ea-7054-a926-830583fcf532'

type Described = { paths: Record<string, Record<string, { requestBody?: object; parameters?: object[] }>> }

test('a refusal is there in one text, for clients that read `error.message`', async () => {
  const message = async (body: object) =>
    (await app.call<{ error: { message: string } }>('POST', '/v1/sessions', { body })).body.error.message
  const missing = await message({ start_time: 'x', session_name: 7 })
  expect(missing).toMatch(
    /^The request has members that cannot be used: .*\/session_name must be .*; .*\/start_time must be /,
  )
  const many = await message({
    ...Object.fromEntries(['session_name', 'picture'].map((name) => [name, 1])),
    participants: Array(20).fill(7),
  })
  expect(many).toMatch(/; and \d+ more$/)
})

describe('bodies that are not there, or not asked for', () => {
  test('every operation answers no body of any type, and a body that nobody asked for, as it declares', async () => {
    const { body: description } = await app.call<Described>('GET', '/v1/openapi.json', { token: null })
    const types = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/json', 'x', '']
    let asked = 0
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const [method, { requestBody }] of Object.entries(operations)) {
        const oauth = path.startsWith('/v1/auth')
        if (method === 'get' || oauth) continue
        const url = app.url + path.replaceAll(/\{[^}]*\}/g, nobodys)
        for (const type of types) {
          for (const body of ['', '{"a":']) {
            const headers = { authorization: `Bearer ${app.team.token}`, ...(type ? { 'content-type': type } : {}) }
            const { status } = await fetch(url, { method: method.toUpperCase(), headers, body: body || null })
            const place = `${method} ${path} (${type}, ${body})`
            expect({ place, isBug: status >= 500 }).toEqual({ place, isBug: false })
            if (body === '' && !requestBody)
              expect({ place, isOfType: status === 415 }).toEqual({ place, isOfType: false })
            asked++
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(300)
  })
})

describe('addresses and methods', () => {
  test.each([
    ['GET', '/v1/nothing'],
    ['GET', '/v1'],
    ['POST', '/v2/sessions'],
    ['GET', '/v1/sessions/a/b/c'],
    ['GET', '/v1/%zz'],
    ['GET', '/%c0%ae'],
  ] as const)('%s %s is not found', async (method, path) => {
    const answer = await app.call(method, path)
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ type: '/problems/not-found', title: problems['not-found'].title, status: 404 })
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  test.each([
    ['PATCH', '/v1/sessions', ['POST', 'GET']],
    ['POST', `/v1/sessions/${nobodys}`, ['GET', 'PUT', 'DELETE']],
    ['POST', `/v1/sessions/${nobodys}?a=b`, ['GET', 'PUT', 'DELETE']],
    ['DELETE', `/v1/sessions/${nobodys}/participants`, ['GET', 'POST']],
    ['POST', `/v1/participants/${nobodys}`, ['GET', 'PUT', 'DELETE']],
    ['GET', '/v1/auth/token', ['POST']],
    ['POST', '/healthz', ['GET']],
  ] as const)('%s %s is told which methods there are', async (method, path, allowed) => {
    const answer = await app.call(method, path)
    expect(answer.status).toBe(405)
    expect(answer.body).toMatchObject({ type: '/problems/method-not-allowed', status: 405 })
    for (const one of allowed) expect(answer.headers.allow).toContain(one)
  })

  test('a slash too many does not matter', async () => {
    expect((await app.call('GET', '/v1/sessions/')).status).toBe(200)
    expect((await app.call('GET', '/v1//sessions')).status).toBe(200)
  })

  test('HEAD answers as GET without a body', async () => {
    const answer = await fetch(`${app.url}/v1/sessions`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${app.team.token}` },
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect(await answer.text()).toBe('')
  })
})

describe('every answer', () => {
  test('has an id of its own by which it is found in the log', async () => {
    const answers = await Promise.all([app.call('GET', '/v1/sessions'), app.call('GET', '/v1/sessions/x')])
    const ids = answers.map(({ headers }) => headers['x-request-id'])
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(app.logged.join('')).toContain(String(id))
  })

  test('of the API is kept by no cache, noes included', async () => {
    for (const path of ['/v1/sessions', '/v1/sessions/x', '/v1/user/team']) {
      expect((await app.call('GET', path)).headers['cache-control']).toBe('no-store')
    }
    expect((await app.call('GET', '/v1/sessions', { token: null })).headers['cache-control']).toBe('no-store')
  })
})

test('the server says that it lives, and that it is ready', async () => {
  expect(await app.call('GET', '/healthz', { token: null })).toMatchObject({ status: 200, body: { ok: true } })
  expect(await app.call('GET', '/readyz', { token: null })).toMatchObject({ status: 200, body: { ok: true } })
})

test('a request that is no HTTP is refused, and the server goes on', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    socket.once('data', (data) => resolve(data.toString()))
    socket.once('error', reject)
  })
  expect(answer).toMatch(/^HTTP\/1.1 400/)
  expect((await app.call('GET', '/healthz')).status).toBe(200)
})

const who = ({ clientId, teamId }: { clientId: string; teamId: string }) => ({ clientId, teamId })

describe('the log', () => {
  test('has neither links nor tokens nor names in it', async () => {
    const session = await app.book({
      session_name: 'Secret session',
      participants: [{ display_name: 'Secret Name', role: 'host' }],
    })
    const [seat] = session.participants
    await app.call('GET', `/v1/participants/${seat?.participant_id}`)
    await app.call('PUT', `/v1/participants/${seat?.participant_id}`, { body: { fee: '{' } })
    const key = seat?.entry_url.split('/').at(-1)
    await app.call('GET', `/session/${key}`, { token: null })
    await app.call('GET', `/v1/nowhere/${seat?.participant_id}`)
    const log = app.logged.join('')
    expect(log).toContain('/v1/participants/:participant_id')
    for (const secret of [
      key,
      seat?.participant_id,
      'Secret Name',
      'Secret session',
      app.team.token,
      app.team.secret,
    ]) {
      expect(log).not.toContain(secret)
    }
  })

  const entriesOf = (...codes: string[]) =>
    app.logged.map((line) => JSON.parse(line)).filter(({ code }) => codes.includes(code))

  test('has a line for each refusal, which is found by the id that was answered', async () => {
    const other = await app.makeTeam('second')
    const session = await app.book({}, other.token)
    const path = `/v1/sessions/${session.session_id}`
    const secret = { grant_type: 'client_credentials', client_id: app.team.clientId, client_secret: 'Ana Lind' }
    const asked = [
      [
        await app.call('GET', path),
        404,
        { ...who(app.team), reason: 'not-found', ids: { session_id: session.session_id } },
      ],
      [await app.call('POST', '/v1/users', { body: {} }), 403, { ...who(app.team), reason: 'not-allowed' }],
      [
        await app.call('POST', '/v1/sessions', {
          body: { start_time: 'never', metadata: { ana_lind: 1, __proto: {} } },
        }),
        400,
        { ...who(app.team), reason: 'invalid-request', members: expect.arrayContaining(['/start_time', '/metadata']) },
      ],
      [await app.call('GET', path, { token: null }), 401, { reason: 'not-authenticated' }],
      [await app.call('GET', path, { token: 'Ana' }), 401, { reason: 'not-authenticated' }],
      [await app.call('DELETE', '/v1/nothing', { token: null }), 404, { reason: 'not-found' }],
      [
        await app.call('POST', '/v1/auth/token', { body: secret, token: null }),
        401,
        { reason: 'invalid_client', clientId: app.team.clientId },
      ],
      [await app.call('POST', '/v1/auth/token', { body: { a: 1 }, token: null }), 401, { reason: 'invalid_client' }],
    ] as const
    for (const [answer, status, facts] of asked) {
      expect(answer.status).toBe(status)
      const entry = entriesOf('request-refused').find(({ reqId }) => reqId === answer.headers['x-request-id'])
      expect(entry).toMatchObject({ level: 30, statusCode: status, ...facts })
    }
    expect(app.logged.join('')).not.toMatch(/ana.?lind|never/i)
  })

  test('has a line for each change, and none at that level for what was read', async () => {
    const { session_id } = await app.book()
    const path = `/v1/sessions/${session_id}`
    const changed = await app.call('PUT', path, { body: { session_name: 'Ana Lind' } })
    const read = await app.call('GET', path)
    const token = await app.tokens.issue({ ...app.team, userId: null, scope: `team_api[${app.team.teamId}]` })
    const given = await app.call('POST', '/v1/auth/revoke', {
      body: { client_id: app.team.clientId, client_secret: app.team.secret, token: token.access_token },
      token: null,
    })
    const lines = entriesOf('request-done')
    const of = ({ headers }: typeof read) => lines.find(({ reqId }) => reqId === headers['x-request-id'])
    const facts = { level: 30, method: 'PUT', statusCode: 200, ids: { session_id }, ...who(app.team) }
    expect(of(changed)).toMatchObject(facts)
    expect([of(read), given.status, of(given)]).toMatchObject([undefined, 200, { clientId: app.team.clientId }])
    expect(app.logged.join('')).not.toMatch(/Ana Lind/)
  })

  test('is not filled by strangers, and says how much it leaves out', async () => {
    app.clock.advance(3_600_000)
    const before = entriesOf('request-refused').length
    for (let count = 0; count < 230; count += 1) await app.call('GET', '/v1/nothing', { token: null })
    const told = entriesOf('request-refused').length - before
    expect(told).toBeGreaterThanOrEqual(200)
    expect(told).toBeLessThan(230)
    app.clock.advance(60_000)
    await app.call('GET', '/v1/nothing', { token: null })
    const left = entriesOf('refusals-not-told').reduce((sum, { count }) => sum + count, 0)
    expect(left).toBe(230 - told)
    // Whoever has shown who they are is told of all the same.
    const refused = await app.call('POST', '/v1/users', { body: {} })
    expect(entriesOf('request-refused').at(-1)?.reqId).toBe(refused.headers['x-request-id'])
  })

  test('what is handed over stays one line and is no format', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line) => lines.push(line) })
    const evil = 'x\n{"level":60,"msg":"forged"}\r\u2028\u001b[31m%s %o %j'
    log.info({ evil, err: new Error(evil) }, 'something was sent')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trimEnd()).toMatch(/^[^\p{Cc}]+$/u)
    const entry = JSON.parse(lines[0] ?? '')
    expect(entry).toMatchObject({ evil, level: 30, msg: 'something was sent' })
    expect(new Date(entry.time).toISOString()).toBe(entry.time)
  })

  test('leaves out what other parts hand over by mistake', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line) => lines.push(line) })
    const visit = { link: 'L1', name: 'N1', browserKey: 'B1', visitId: 'seen' }
    log.info(
      {
        ...visit,
        visit,
        auth: visit,
        client: { secret: 'S1', client_secret: 'S2', access_token: 'A1', refresh_token: 'R1' },
      },
      'x',
    )
    expect(lines.join('')).toContain('seen')
    expect(lines.join('')).not.toMatch(/L1|N1|B1|S1|S2|A1|R1/)
  })

  test('leaves out what came of a request that nobody could read', () => {
    const lines: string[] = []
    const packet = Buffer.from('GET /session/L1 HTTP/1.1')
    const err = Object.assign(new Error('Parse Error'), { code: 'HPE_INVALID_TOKEN', rawPacket: packet })
    createLog('trace', { write: (line) => lines.push(line) }).trace({ err }, 'client error')
    expect(lines.join('')).toContain('Parse Error')
    expect(lines.join('')).not.toMatch(/rawPacket|L1|71,69,84/)
  })
})

describe('a bug', () => {
  const lines: string[] = []
  const log = createLog('error', { write: (line) => lines.push(line) })

  async function withRoutes(production: boolean) {
    const { http } = createHttpServer({
      missingPage: () => {
        throw new Error('There are no people here')
      },
      log,
      clock: systemClock,
      trustProxy: false,
      production,
      publicUrl: 'https://video.test',
      meantUrl: (url) => url,
    })
    http.get('/bug', async () => {
      throw new Error('the password is 1234')
    })
    http.get('/lie', { schema: { response: { 200: { type: 'object', properties: {} } } } }, async (_request, reply) => {
      reply.statusCode = 201
      return {}
    })
    http.get('/no', { schema: { response: { 200: { type: 'object', properties: {} } } } }, async () => {
      throw new ProblemError('conflict', 'two of a kind')
    })
    return http
  }

  test('is answered without a word of what happened, and logged with its id', async () => {
    const http = await withRoutes(true)
    const answer = await http.inject('/bug')
    expect(answer.statusCode).toBe(500)
    const { title } = problems.internal
    expect(answer.json()).toEqual({ type: '/problems/internal', title, status: 500, error: { message: title } })
    expect(lines.join('')).toContain('the password is 1234')
    expect(lines.join('')).toContain(String(answer.headers['x-request-id']))
    await http.close()
  })

  test('an answer that a route does not declare is one, found outside production', async () => {
    const development = await withRoutes(false)
    expect((await development.inject('/lie')).statusCode).toBe(500)
    expect((await development.inject('/no')).statusCode).toBe(500)
    expect(lines.join('')).toContain('GET /lie answers 201')
    await development.close()
    const production = await withRoutes(true)
    expect((await production.inject('/lie')).statusCode).toBe(201)
    expect((await production.inject('/no')).statusCode).toBe(409)
    await production.close()
  })
})
