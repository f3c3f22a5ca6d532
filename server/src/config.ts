import { isIP } from 'node:net'
import { isLoopback, isPlainHost } from '@anteroom/contract/api/formats'
import { type Static, type TSchema, Type } from 'typebox'
import { Check, Default } from 'typebox/value'
import type { DatabaseLimits } from './db/pool.ts'
import { isCspSource } from './ground/csp.ts'
import { SetupError } from './ground/setup-error.ts'
import type { RoomLimits } from './realtime/limits.ts'
import { parseDays } from './retention/rules.ts'
import { type MasterKey, parseMasterKeys } from './sealing/master-keys.ts'

/** One setting: what it means for whoever reads the documents, and what it must be for whoever got it wrong. */
function setting<Schema extends TSchema>(schema: Schema, meaning: string, expects: string): Schema {
  return Object.assign(schema, { description: meaning, expects })
}

function listOf(item: string, meaning: string, expects: string) {
  return Type.Optional(setting(Type.String({ pattern: `^\\s*${item}([\\s,]+${item})*\\s*$` }), meaning, expects))
}

const loopback = '127.0.0.0/8 ::1'

/** Every setting of the server. Lists are separated by commas or blanks; an empty value is the same as none. */
const Settings = Type.Object({
  NODE_ENV: setting(
    Type.String({ pattern: '^(development|production|test)$', default: 'development' }),
    'With `production` nothing is made up: no embedded database, no demo, and what is missing is an error.',
    'development, production or test',
  ),
  HOST: setting(
    Type.String({ pattern: '^[^\\s/]+$', default: '127.0.0.1' }),
    'The address to listen on; `0.0.0.0` for all of them.',
    'an address of this machine, for example 127.0.0.1',
  ),
  PORT: setting(
    Type.Integer({ minimum: 0, maximum: 65535, default: 3000 }),
    'The port to listen on; `0` for any that is free.',
    'a number from 0 to 65535',
  ),
  PUBLIC_URL: Type.Optional(
    setting(
      Type.String({ pattern: '^https?://[^\\s/?#@]+/?$' }),
      'Where browsers reach this server; entry links begin with it. Default: from `HOST` and `PORT`. Needed in production, where it is `https`, or of this machine itself.',
      'an address without a path, for example https://video.clinic.example',
    ),
  ),
  DATA_DIR: setting(
    Type.String({ default: './data' }),
    'The folder for the embedded database, for `demo.json`, and for `master.key` where `MASTER_KEY` is not set.',
    'a folder',
  ),
  DATABASE_URL: Type.Optional(
    setting(
      Type.String({ pattern: '^postgres(ql)?://' }),
      'A PostgreSQL of your own. Default: the embedded one. Needed in production.',
      'an address such as postgres://user:password@host:5432/name',
    ),
  ),
  DATABASE_CONNECTIONS: setting(
    Type.Integer({ minimum: 8, maximum: 1_000, default: 24 }),
    'How many connections to the database each process may have, and three more. A quarter is for people in calls, an eighth for jobs, two for saying that the process lives.',
    'a number from 8 to 1000',
  ),
  DATABASE_STATEMENT_SECONDS: setting(
    Type.Integer({ minimum: 1, maximum: 3_600, default: 20 }),
    'How long the database may take for one statement, and how long a transaction may lie idle; jobs and migrations have no limit. What takes longer is answered with 503.',
    'a number from 1 to 3600',
  ),
  DATABASE_LOCK_SECONDS: setting(
    Type.Integer({ minimum: 1, maximum: 3_600, default: 5 }),
    'How long a statement may wait for a row that another transaction holds.',
    'a number from 1 to 3600',
  ),
  MASTER_KEY: Type.Optional(
    setting(
      Type.String(),
      'The key under which names and secrets are sealed in the database: 32 random bytes in base64. To replace it, a list of which the first seals and all open, each with a name before it if you like (`2030:…`). Default: the one in `master.key` in the data folder, which is made. Needed in production.',
      '32 random bytes in base64, for example from "openssl rand -base64 32", or a list of such keys',
    ),
  ),
  STUN_URLS: listOf(
    'stuns?:[^\\s,]+',
    'STUN servers that browsers may ask for their own address.',
    'a list such as stun:stun.clinic.example:3478',
  ),
  TURN_URLS: listOf(
    'turns?:[^\\s,]+',
    'TURN servers that carry the media where browsers do not reach each other.',
    'a list such as turn:turn.clinic.example?transport=udp, turns:turn.clinic.example:443?transport=tcp',
  ),
  TURN_SECRET: Type.Optional(
    setting(
      Type.String(),
      "The secret that is shared with the TURN servers (coturn's `static-auth-secret`). Needed with `TURN_URLS`.",
      'the static-auth-secret of the TURN servers',
    ),
  ),
  TURN_TTL_SECONDS: setting(
    Type.Integer({ minimum: 60, maximum: 604_800, default: 3_600 }),
    'How long the credentials for TURN are good for at most; pages that stay longer get new ones in time.',
    'a number of seconds from 60 to 604800',
  ),
  RELAY_ONLY: setting(
    Type.String({ pattern: '^(on|off)$', default: 'off' }),
    "With `on` the media of all sessions go by the TURN servers, so that people do not learn each other's addresses; the flag `session;relay-only` does so for one. Needs `TURN_URLS`.",
    'on or off',
  ),
  EXTRA_URL_SCHEMES: listOf(
    '[A-Za-z][A-Za-z0-9+.-]*',
    'Schemes besides `http` and `https` that the flags exit-url and return-url may have.',
    'a list of schemes without colons, for example clinicapp',
  ),
  FRAME_ANCESTORS: Type.Optional(
    setting(
      Type.String({ pattern: '^[^;,\\n\\r]+$' }),
      "Who may show the room in a frame, as in a Content-Security-Policy. Default: `'self' https:`, outside production also `http://localhost:*` and `http://127.0.0.1:*`. A team can allow sites of its own instead of the default; what is set here holds for all teams.",
      "sources as in frame-ancestors, separated by blanks, for example 'self' https://portal.clinic.example",
    ),
  ),
  TRUST_PROXY: listOf(
    '(true|[0-9A-Fa-f:.]+(/[0-9]+)?|loopback|linklocal|uniquelocal)',
    'Reverse proxies whose `X-Forwarded-*` headers are believed: addresses, networks, `loopback`, or `true` for whoever connects.',
    'true, or a list of addresses and networks such as 10.0.0.0/8',
  ),
  RATE_LIMIT_PER_MINUTE: setting(
    Type.Integer({ minimum: 0, maximum: 10_000_000, default: 6000 }),
    'How many requests an API client may make in a minute, an address of the token endpoint, and an address of the pages for signing in; all clients of a team together ten times as many; of wrong tokens a tenth. An answer with many participants counts as one more for each fifty. `0` for any number.',
    'a number from 0 to 10000000',
  ),
  ROOM_PAGES_PER_MINUTE: setting(
    Type.Integer({ minimum: 0, maximum: 10_000_000, default: 3000 }),
    'How many pages of the room may be opened from one address in a minute, and how many of them may connect; a link that nothing is behind counts as ten. `0` for any number.',
    'a number from 0 to 10000000',
  ),
  ROOM_PAGES_AT_ONCE: setting(
    Type.Integer({ minimum: 0, maximum: 1_000_000, default: 5000 }),
    'How many pages of the room may be connected from one address at the same time, at each process; `0` for any number.',
    'a number from 0 to 1000000',
  ),
  ROOM_EVENTS_PER_MINUTE: setting(
    Type.Integer({ minimum: 0, maximum: 10_000_000, default: 3000 }),
    'How many events the browser that has a seat may send in a minute, and all others with its entry link together: nearly all are signals between browsers, of the others a 25th. One address may send as many as forty links. `0` for any number.',
    'a number from 0 to 10000000',
  ),
  STRIPE_API_URL: setting(
    Type.String({ pattern: '^https?://[^\\s/?#@]+/?$', default: 'https://api.stripe.com' }),
    'Where Stripe is reached, for payments. Another address is for trying things out, with a stand-in.',
    'an https address without a path, or one of this machine, for example https://api.stripe.com',
  ),
  METRICS_TOKEN: Type.Optional(
    setting(
      Type.String({ pattern: '^[\\x21-\\x7e]{16,}$' }),
      'The bearer token for `GET /metrics`. Without it, `/metrics` is open outside production and off in production.',
      'at least 16 characters without blanks, for example from "openssl rand -hex 16"',
    ),
  ),
  AUDIT_LOG_DAYS: setting(
    Type.String({ pattern: '^(never|[1-9][0-9]{0,3})$', default: 'never' }),
    'For how many days the entries of the audit log are kept; `never` keeps all of them.',
    'a number of days from 1 to 3650, or never',
  ),
  RETENTION_DAYS: setting(
    Type.String({ pattern: '^(never|[1-9][0-9]{0,3})$', default: '365' }),
    'For how many days after the end of a session what it holds about people is kept, where a team does not say otherwise; `never` erases nothing by itself. [How that goes](retention.md).',
    'a number of days from 1 to 3650, or never',
  ),
  WEBHOOK_NETWORKS: listOf(
    '[0-9A-Fa-f:.]+(/[0-9]{1,3})?',
    'Private networks that webhooks may lead into all the same, also by `http`. Default: none in production, else this machine itself.',
    'a list of addresses and networks such as 10.20.0.0/16',
  ),
  FRONT_TITLE: Type.Optional(
    setting(
      Type.String({ maxLength: 200 }),
      'The heading of the page at `/`, such as the name of the clinic. Default: words for people in their language; outside production, what to do next.',
      'a line of at most 200 characters',
    ),
  ),
  FRONT_TEXT: Type.Optional(
    setting(
      Type.String({ maxLength: 2_000 }),
      'The text below it, plain. Default: that whoever has an appointment opens the link in their message.',
      'a text of at most 2000 characters',
    ),
  ),
  LOG_LEVEL: Type.Optional(
    setting(
      Type.String({ pattern: '^(fatal|error|warn|info|debug|trace|silent)$' }),
      'The least important messages that are logged. Default: `info` in production, else `warn`.',
      'fatal, error, warn, info, debug, trace or silent',
    ),
  ),
  SYSTEM_CLIENT_ID: Type.Optional(
    setting(
      Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
      'The id of the client that may set up teams and clients. Outside production one is made up.',
      'a lower-case UUID',
    ),
  ),
  SYSTEM_CLIENT_SECRET: Type.Optional(
    setting(
      Type.String({ minLength: 32, maxLength: 1000 }),
      'Its secret. A changed one replaces the one before. Needed with `SYSTEM_CLIENT_ID`.',
      '32 to 1000 characters, for example from "openssl rand -hex 32"',
    ),
  ),
  PASSWORD_GRANT: setting(
    Type.String({ pattern: '^(on|off)$', default: 'off' }),
    'With `on` clients get tokens for the name and the password of a user, too. Those then know the password: only for clients that cannot show a sign-in page.',
    'on or off',
  ),
  REFRESH_TOKEN_IDLE_DAYS: setting(
    Type.Integer({ minimum: 1, maximum: 3650, default: 90 }),
    'For how many days a refresh token is good after it was last used.',
    'a number of days from 1 to 3650',
  ),
  REFRESH_TOKEN_MAX_DAYS: setting(
    Type.Integer({ minimum: 0, maximum: 3650, default: 0 }),
    'After how many days a grant ends even when it is used; `0` for never. Published clients do not ask for another grant by themselves: somebody has to let the application in again.',
    'a number of days from 0 to 3650',
  ),
})
type SettingName = keyof typeof Settings.properties

/** The settings as `docs/self-hosting.md` lists them. */
export const settings = Object.entries(Settings.properties).map(([name, schema]) => {
  const { default: preset, description } = schema as { default?: string | number; description?: string }
  return { name, default: preset === undefined ? null : String(preset), meaning: description ?? '' }
})

/** Who may read the metrics: nobody, everybody, or callers with the token. */
export type MetricsAccess = 'off' | 'open' | { token: string }

export type Config = Readonly<{
  production: boolean
  host: string
  port: number
  /** Without a slash at the end. */
  publicUrl: string
  /** The operator's own words at `/`. */
  front: Readonly<{ title: string | null; text: string | null }>
  dataDir: string
  databaseUrl: string | null
  database: Readonly<DatabaseLimits>
  /** Null where it is kept in the data folder. */
  masterKeys: readonly MasterKey[] | null
  stunUrls: readonly string[]
  turnUrls: readonly string[]
  turnSecret: string | null
  turnTtlSeconds: number
  relayOnly: boolean
  extraUrlSchemes: readonly string[]
  frameAncestors: readonly string[]
  /** Whether those hold for teams that have sites of their own, too. */
  limitsFrames: boolean
  trustProxy: boolean | string[]
  /** Null for ever. */
  auditLogDays: number | null
  retentionDays: number | null
  webhookNetworks: readonly string[]
  logLevel: string
  rateLimitPerMinute: number
  room: Readonly<RoomLimits>
  /** Without a slash at the end. */
  stripeApiUrl: string
  metrics: MetricsAccess
  systemClient: Readonly<{ clientId: string; secret: string }> | null
  passwordGrant: boolean
  /** Null: a grant that is used does not end by itself. */
  refreshLimits: Readonly<{ idleDays: number; maxDays: number | null }>
}>

type Environment = Record<string, string | undefined>

/** The only reader of the environment; `changes` go before what stands there. */
export function loadConfig(changes: Environment = {}, environment: Environment = process.env): Config {
  const read = readSettings({ ...environment, ...changes })
  const production = read.NODE_ENV === 'production'
  if (production) need(read, ['PUBLIC_URL', 'DATABASE_URL', 'MASTER_KEY'], 'is needed in production')
  if (read.TURN_URLS) need(read, ['TURN_SECRET'], 'is needed with TURN_URLS')
  if (read.RELAY_ONLY === 'on') need(read, ['TURN_URLS'], 'is needed with RELAY_ONLY=on')
  if (read.SYSTEM_CLIENT_ID) need(read, ['SYSTEM_CLIENT_SECRET'], 'is needed with SYSTEM_CLIENT_ID')
  if (read.SYSTEM_CLIENT_SECRET) need(read, ['SYSTEM_CLIENT_ID'], 'is needed with SYSTEM_CLIENT_SECRET')
  if (production && isReadOnTheWay(read.PUBLIC_URL))
    throw new SetupError(
      `The setting PUBLIC_URL ("${read.PUBLIC_URL}") cannot be used in production: with http everybody on the way reads entry links and passwords, and browsers give no camera. It must be an https address, or one of this machine itself.`,
    )
  const proxies = list(read.TRUST_PROXY)
  return Object.freeze({
    production,
    host: read.HOST,
    port: read.PORT,
    publicUrl: read.PUBLIC_URL ? new URL(read.PUBLIC_URL).origin : `http://${hostInUrl(read.HOST)}:${read.PORT}`,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL ?? null,
    database: Object.freeze({
      max: read.DATABASE_CONNECTIONS,
      statementMs: read.DATABASE_STATEMENT_SECONDS * 1000,
      lockMs: read.DATABASE_LOCK_SECONDS * 1000,
    }),
    masterKeys: read.MASTER_KEY ? parseMasterKeys(read.MASTER_KEY) : null,
    stunUrls: list(read.STUN_URLS),
    turnUrls: list(read.TURN_URLS),
    turnSecret: read.TURN_SECRET ?? null,
    turnTtlSeconds: read.TURN_TTL_SECONDS,
    relayOnly: read.RELAY_ONLY === 'on',
    extraUrlSchemes: list(read.EXTRA_URL_SCHEMES),
    frameAncestors: read.FRAME_ANCESTORS
      ? list(read.FRAME_ANCESTORS)
      : ["'self'", 'https:', ...(production ? [] : ['http://localhost:*', 'http://127.0.0.1:*'])],
    limitsFrames: Boolean(read.FRAME_ANCESTORS),
    trustProxy: proxies.includes('true') ? true : proxies.length > 0 && proxies,
    auditLogDays: parseDays(read.AUDIT_LOG_DAYS) ?? null,
    retentionDays: parseDays(read.RETENTION_DAYS) ?? null,
    // Whoever tries it out has their receiver beside it.
    webhookNetworks: list(read.WEBHOOK_NETWORKS ?? (read.NODE_ENV === 'development' ? loopback : '')),
    logLevel: read.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    rateLimitPerMinute: read.RATE_LIMIT_PER_MINUTE,
    room: Object.freeze({
      pagesPerMinute: read.ROOM_PAGES_PER_MINUTE,
      pagesAtOnce: read.ROOM_PAGES_AT_ONCE,
      eventsPerMinute: read.ROOM_EVENTS_PER_MINUTE,
    }),
    front: Object.freeze({ title: read.FRONT_TITLE ?? null, text: read.FRONT_TEXT ?? null }),
    stripeApiUrl: new URL(read.STRIPE_API_URL).origin,
    metrics: read.METRICS_TOKEN ? { token: read.METRICS_TOKEN } : production ? 'off' : 'open',
    systemClient:
      read.SYSTEM_CLIENT_ID && read.SYSTEM_CLIENT_SECRET
        ? { clientId: read.SYSTEM_CLIENT_ID, secret: read.SYSTEM_CLIENT_SECRET }
        : null,
    passwordGrant: read.PASSWORD_GRANT === 'on',
    refreshLimits: Object.freeze({
      idleDays: read.REFRESH_TOKEN_IDLE_DAYS,
      maxDays: read.REFRESH_TOKEN_MAX_DAYS || null,
    }),
  })
}

function readSettings(environment: Environment): Static<typeof Settings> {
  const given: Record<string, unknown> = {}
  const names = Object.keys(Settings.properties) as SettingName[]
  for (const name of names) {
    const text = environment[name]?.trim()
    if (!text) continue
    const isNumber = Settings.properties[name].type === 'integer' && /^-?\d+$/.test(text)
    given[name] = isNumber ? Number(text) : text
  }
  const read = Default(Settings, { ...given }) as Record<string, unknown>
  for (const name of names) {
    const schema: TSchema & { expects?: string } = Settings.properties[name]
    const isSound =
      read[name] === undefined || (Check(schema, read[name]) && (furtherChecks[name]?.(String(read[name])) ?? true))
    // A secret is not repeated where others may read it.
    const shown = /_(SECRET|TOKEN|KEY)$/.test(name) || name === 'DATABASE_URL' ? '' : ` ("${given[name]}")`
    if (!isSound) throw new SetupError(`The setting ${name}${shown} cannot be used: it must be ${schema.expects}.`)
  }
  return read as Static<typeof Settings>
}

/** What a pattern cannot say. */
const furtherChecks: { [name in SettingName]?: (text: string) => boolean } = {
  PUBLIC_URL: (text) => URL.canParse(text) && isPlainHost(new URL(text).hostname),
  // With http whoever is on the way reads the keys.
  STRIPE_API_URL: (text) => URL.canParse(text) && isPlainHost(new URL(text).hostname) && !isReadOnTheWay(text),
  FRAME_ANCESTORS: (text) => list(text).every(isCspSource),
  MASTER_KEY: (text) => parseMasterKeys(text) !== null,
  AUDIT_LOG_DAYS: (text) => parseDays(text) !== undefined,
  RETENTION_DAYS: (text) => parseDays(text) !== undefined,
  WEBHOOK_NETWORKS: (text) => list(text).every(isNetwork),
}

function isReadOnTheWay(publicUrl = ''): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'http:' && !isLoopback(hostname)
}

function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/')
  const family = isIP(address)
  return family !== 0 && Number(prefix ?? 0) <= (family === 4 ? 32 : 128)
}

function need(read: Static<typeof Settings>, names: SettingName[], why: string) {
  for (const name of names) {
    const schema: TSchema & { expects?: string } = Settings.properties[name]
    if (read[name] === undefined) throw new SetupError(`The setting ${name} ${why}. Set it to ${schema.expects}.`)
  }
}

function list(text: string | undefined): string[] {
  return text?.split(/[\s,]+/).filter(Boolean) ?? []
}

/** An address to listen on as it stands in a URL; one that means all addresses is reached by localhost. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
