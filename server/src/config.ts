import { isIP } from 'node:net'
import { isLoopback, isPlainHost } from '@anteroom/contract/api/formats'
import type { Static, TSchema } from 'typebox'
import { Check, Default } from 'typebox/value'
import type { DatabaseLimits } from './db/pool.ts'
import { isCspSource } from './ground/csp.ts'
import { SetupError } from './ground/setup-error.ts'
import type { RoomLimits } from './realtime/limits.ts'
import { parseDays } from './retention/rules.ts'
import { type MasterKey, parseMasterKeys } from './sealing/master-keys.ts'
import { type SettingName, Settings } from './settings.ts'

const loopback = '127.0.0.0/8 ::1'

/** Who may read the metrics: nobody, everybody, or callers with the token. */
export type MetricsAccess = 'off' | 'open' | { token: string }

export type Config = Readonly<{
  production: boolean
  host: string
  port: number
  /** The number of a socket that listens already, which systemd has passed on; null where there is none. */
  socket: number | null
  /** Without a slash at the end. */
  publicUrl: string
  /** The operator's own words at `/`. */
  front: Readonly<{ title: string | null; text: string | null }>
  /** From being told to end to closing. */
  drainMs: number
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
  const { read, wrong } = readSettings({ ...environment, ...changes })
  const production = read.NODE_ENV === 'production'
  const faults = [...wrong, ...faultsBetween(read, new Set(wrong.map(({ name }) => name)))]
  // All at once: whoever sets a server up would have to start it again for each of them.
  if (faults.length > 0) throw new SetupError(inOne(faults.map(({ words }) => words)))
  const proxies = list(read.TRUST_PROXY)
  return Object.freeze({
    production,
    host: read.HOST,
    port: read.PORT,
    socket: isPassedSocket(environment) ? firstPassedSocket : null,
    publicUrl: read.PUBLIC_URL ? new URL(read.PUBLIC_URL).origin : `http://${hostInUrl(read.HOST)}:${read.PORT}`,
    drainMs: (read.DRAIN_SECONDS ?? (production ? 4 : 0)) * 1000,
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

/** What stands in a file counts where the environment has nothing; also for what others read there, such as `PGPASSWORD`. */
export function addToEnvironment(further: Environment, environment: Environment = process.env) {
  for (const [name, text] of Object.entries(further)) {
    if (!environment[name]?.trim()) environment[name] = text
  }
}

type Read = Static<typeof Settings>
type Fault = { name: SettingName; words: string }

const names = Object.keys(Settings.properties) as SettingName[]

/** What is set, and what of it cannot be used. */
function readSettings(environment: Environment): { read: Read; wrong: Fault[] } {
  const given: Record<string, unknown> = {}
  for (const name of names) {
    const text = environment[name]?.trim()
    if (!text) continue
    const isNumber = Settings.properties[name].type === 'integer' && /^-?\d+$/.test(text)
    given[name] = isNumber ? Number(text) : text
  }
  const read = Default(Settings, { ...given }) as Record<string, unknown>
  const isSound = (name: SettingName) =>
    read[name] === undefined ||
    (Check(Settings.properties[name], read[name]) && (furtherChecks[name]?.(String(read[name])) ?? true))
  const wrong = names
    .filter((name) => !isSound(name))
    .map((name) => {
      // A secret is not repeated where others may read it.
      const shown = /_(SECRET|TOKEN|KEY)$/.test(name) || name === 'DATABASE_URL' ? '' : ` ("${given[name]}")`
      return { name, words: `The setting ${name}${shown} cannot be used: it must be ${expected(name)}.` }
    })
  return { read: read as Read, wrong }
}

/** What settings ask of each other. Of one that cannot be used anyway only that is said. */
function faultsBetween(read: Read, wrong: ReadonlySet<SettingName>): Fault[] {
  const faults: Fault[] = []
  const need = (name: SettingName, why: string) => {
    const isMissing = read[name] === undefined && !faults.some((fault) => fault.name === name)
    if (isMissing) faults.push({ name, words: `The setting ${name} ${why}. Set it to ${expected(name)}.` })
  }
  const production = read.NODE_ENV === 'production'
  if (production) {
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'MASTER_KEY'] as const) need(name, 'is needed in production')
  }
  if (read.TURN_URLS) need('TURN_SECRET', 'is needed with TURN_URLS')
  if (read.RELAY_ONLY === 'on') need('TURN_URLS', 'is needed with RELAY_ONLY=on')
  if (read.SYSTEM_CLIENT_ID) need('SYSTEM_CLIENT_SECRET', 'is needed with SYSTEM_CLIENT_ID')
  if (read.SYSTEM_CLIENT_SECRET) need('SYSTEM_CLIENT_ID', 'is needed with SYSTEM_CLIENT_SECRET')
  if (production && read.PUBLIC_URL && !wrong.has('PUBLIC_URL') && isReadOnTheWay(read.PUBLIC_URL)) {
    const words = `The setting PUBLIC_URL ("${read.PUBLIC_URL}") cannot be used in production: with http everybody on the way reads entry links and passwords, and browsers give no camera. It must be an https address, or one of this machine itself.`
    faults.push({ name: 'PUBLIC_URL', words })
  }
  return faults
}

function expected(name: SettingName): string {
  const { expects }: TSchema & { expects?: string } = Settings.properties[name]
  return expects ?? ''
}

function inOne([first = '', ...others]: string[]): string {
  if (others.length === 0) return first
  return [`${others.length + 1} settings have to be put right:`, first, ...others].join('\n  - ')
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

function isReadOnTheWay(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'http:' && !isLoopback(hostname)
}

function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/')
  const family = isIP(address)
  return family !== 0 && Number(prefix ?? 0) <= (family === 4 ? 32 : 128)
}

/** As sd_listen_fds(3) has it. */
const firstPassedSocket = 3

function isPassedSocket({ LISTEN_PID, LISTEN_FDS }: Environment): boolean {
  return LISTEN_PID === String(process.pid) && Number(LISTEN_FDS) >= 1
}

function list(text: string | undefined): string[] {
  return text?.split(/[\s,]+/).filter(Boolean) ?? []
}

/** An address to listen on as it stands in a URL; one that means all addresses is reached by localhost. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
