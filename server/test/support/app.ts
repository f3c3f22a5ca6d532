import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Session } from '@anteroom/contract/api/sessions'
import { languageTags } from '@anteroom/contract/languages'
import type { InjectOptions } from 'fastify'
import { decodeJwt } from 'jose'
import { afterAll } from 'vitest'
import { createApp, type Parts } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/pool.ts'
import { operator } from '../../src/ground/caller.ts'
import { createIds } from '../../src/ground/ids.ts'
import { createLog } from '../../src/ground/log.ts'
import { createSchemas } from '../../src/http/schemas.ts'
import { scriptOf } from '../../src/pages/embed/scripts.ts'
import { openSealing } from '../../src/sealing/sealing.ts'
import { createTestDatabase } from './database.ts'
import { testMasterKey } from './master-key.ts'

export type Answer<Body = Record<string, unknown>> = {
  status: number
  body: Body
  headers: Record<string, string | string[] | number | undefined>
}

type Team = { teamId: string; clientId: string; secret: string; token: string; refreshToken: string }

/** Compiled once for all apps of a worker. */
const schemas = createSchemas()

/** What a second app shares with the first. */
type Beside = { database: Database; clock?: TestClock; team?: Team }

type Call = { body?: unknown; token?: string | null; headers?: Record<string, string> }

/**
 * The app as `main.ts` makes it, on a database of its own and a free port, with a team and its access token. It is
 * closed when the tests of the file are done. `settings` are those of `config.ts`; the clock is the real one, and
 * can be moved; `parts` are put in for those of the app. With `beside` it is a second process on the database and the clock of another; the test that starts
 * it closes it.
 */
export async function startTestApp(settings: Record<string, string> = {}, beside?: Beside, parts: Partial<Parts> = {}) {
  const database = beside?.database ?? (await createTestDatabase())
  const config = loadConfig(
    {
      NODE_ENV: 'test',
      PUBLIC_URL: 'https://video.test',
      MASTER_KEY: testMasterKey,
      LOG_LEVEL: 'silent',
      RATE_LIMIT_PER_MINUTE: '0',
      // Nobody listens there.
      STRIPE_API_URL: 'http://127.0.0.1:9',
      ...settings,
    },
    {},
  )
  const clock = beside?.clock ?? createTestClock()
  const ids = createIds(clock)
  const lines: string[] = []
  const log = createLog(config.logLevel, { write: (line) => lines.push(line) })
  const assets = {
    early: 'early()',
    main: '/room/main.js',
    start: '/room/start.js',
    styles: ['/room/style.css'],
    kept: new Map([['/room/start.js', formsOf('start()')]]),
    words: Object.fromEntries(languageTags.map((tag) => [tag, `speak("${tag}")`])) as Parts['assets']['words'],
  }
  const embedScripts = { embed: scriptOf('embed', 'customElements.define()'), check: scriptOf('check', 'check()') }
  const sealing = await openSealing({ db: database.kysely, config, log })
  const made = { config, database, sealing, clock, ids, log, assets, embedScripts, schemas, ...parts }
  const app = await createApp(made)
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await app.http.close()
    if (!beside) await database.close()
  }
  // A second app can also be started within a test, which then closes it.
  if (!beside) afterAll(close)

  /** A team with a client, and an access token of that client. */
  async function makeTeam(subdomain: string): Promise<Team> {
    const { teamId } = await app.teams.create(operator, { name: `Team ${subdomain}`, subdomain })
    const client = await app.teams.renewClient({ teamId, name: `Client of ${subdomain}` })
    return { ...(await tokenOf(client.clientId, teamId)), ...client, teamId }
  }

  let systemClient: { clientId: string; secret: string } | null = null

  /** The same each time, as another secret would end the tokens of the one before; the token is a new one. */
  async function makeSystemClient() {
    systemClient ??= await app.teams.renewClient({ teamId: null, name: 'system' })
    return { ...(await tokenOf(systemClient.clientId, null)), ...systemClient }
  }

  async function tokenOf(clientId: string, teamId: string | null) {
    const token = await app.tokens.issue({
      clientId,
      teamId,
      userId: null,
      scope: teamId ? `team_api[${teamId}]` : 'system',
    })
    return { token: token.access_token, refreshToken: token.refresh_token }
  }

  const team = beside?.team ?? (await makeTeam('first'))

  /** The team's token, or another when the clock was moved beyond its end. */
  async function ownToken(): Promise<string> {
    const isOver = Number(decodeJwt(team.token).exp) * 1000 <= clock.now().getTime()
    if (isOver) Object.assign(team, await tokenOf(team.clientId, team.teamId))
    return team.token
  }

  /** One call of the API, by default with the team's token; a body that is no string is sent as JSON. */
  async function call<Body = Record<string, unknown>>(
    method: NonNullable<InjectOptions['method']>,
    path: string,
    { body, token, headers = {} }: Call = {},
  ): Promise<Answer<Body>> {
    const isText = typeof body === 'string'
    const bearer = token === undefined ? await ownToken() : token
    const response = await app.http.inject({
      method,
      url: path,
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      body: isJson ? response.json() : (response.body as Body),
      headers: response.headers,
    }
  }

  /** A session that is stored: an hour from now on, with a host and a guest, unless told otherwise. */
  async function book(change: Record<string, unknown> = {}, token?: string): Promise<Session> {
    const { status, body } = await call<Session>('POST', '/v1/sessions', {
      body: { ...aBooking(clock), ...change },
      ...(token ? { token } : {}),
    })
    if (status !== 200) throw new Error(`the session was not stored: ${JSON.stringify(body)}`)
    return body
  }

  return {
    ...app,
    config,
    database,
    sealing,
    clock,
    ids,
    url,
    team,
    makeTeam,
    makeSystemClient,
    call,
    book,
    close,
    logged: lines,
  }
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>
export type TestClock = ReturnType<typeof createTestClock>

/** A body that `POST /v1/sessions` takes: starts now, for an hour, with a host and a guest. */
export function aBooking(clock: { now(): Date } = { now: () => new Date() }) {
  const start = clock.now()
  return {
    session_name: 'Consultation',
    start_time: start.toISOString(),
    end_time: new Date(start.getTime() + 3_600_000).toISOString(),
    participants: [
      { display_name: 'Dr Host', role: 'host' },
      { display_name: 'Ms Guest', role: 'guest' },
    ],
  }
}

/** The real time, and as much more as a test wants to have passed. */
function createTestClock() {
  let aheadMs = 0
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance(ms: number) {
      aheadMs += ms
    },
  }
}

/** A script as it is kept in memory. */
function formsOf(text: string) {
  const plain = Buffer.from(text)
  return { type: 'text/javascript; charset=utf-8', plain, br: brotliCompressSync(plain), gzip: gzipSync(plain) }
}
