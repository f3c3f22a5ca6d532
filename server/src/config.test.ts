import { describe, expect, test } from 'vitest'
import { addToEnvironment, loadConfig } from './config.ts'
import { SetupError } from './ground/setup-error.ts'
import { settings } from './settings.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://video.clinic.example',
  DATABASE_URL: 'postgres://anteroom@db/anteroom',
  MASTER_KEY: `2030:${'k'.repeat(43)}=`,
}

function refusal(environment: Record<string, string>): string {
  try {
    loadConfig({}, environment)
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError)
    return (error as SetupError).message
  }
  throw new Error('it was accepted')
}

test('nothing needs to be set', () => {
  expect(loadConfig({}, {})).toEqual({
    production: false,
    host: '127.0.0.1',
    port: 3000,
    socket: null,
    publicUrl: 'http://127.0.0.1:3000',
    drainMs: 0,
    dataDir: './data',
    databaseUrl: null,
    database: { max: 24, statementMs: 20_000, lockMs: 5_000 },
    masterKeys: null,
    stripeApiUrl: 'https://api.stripe.com',
    stunUrls: [],
    turnUrls: [],
    turnSecret: null,
    turnTtlSeconds: 3_600,
    relayOnly: false,
    extraUrlSchemes: [],
    frameAncestors: ["'self'", 'https:', 'http://localhost:*', 'http://127.0.0.1:*'],
    limitsFrames: false,
    trustProxy: false,
    auditLogDays: null,
    retentionDays: 365,
    webhookNetworks: ['127.0.0.0/8', '::1'],
    logLevel: 'warn',
    rateLimitPerMinute: 6000,
    refreshLimits: { idleDays: 90, maxDays: null },
    room: { pagesPerMinute: 3000, pagesAtOnce: 5000, eventsPerMinute: 3000 },
    metrics: 'open',
    systemClient: null,
    passwordGrant: false,
    front: { title: null, text: null },
  })
})

test('an empty setting is the same as none', () => {
  const empty = Object.fromEntries(settings.map(({ name }) => [name, ' ']))
  expect(loadConfig({}, empty)).toEqual(loadConfig({}, {}))
})

test('whatever can be set has a meaning, and its default is the one that holds', () => {
  expect(settings.length).toBeGreaterThan(10)
  const defaults = Object.fromEntries(
    settings.flatMap(({ name, default: preset }) => (preset === null ? [] : [[name, preset]])),
  )
  expect(loadConfig({}, defaults)).toEqual(loadConfig({}, {}))
  for (const { meaning } of settings) expect(meaning).toMatch(/\.$/)
})

describe('the public address', () => {
  test.each(['http://video.clinic.example', 'http://10.0.0.7:3000', 'http://localhost.clinic.example'])(
    'in production is not %s, which everybody on the way can read',
    (address) => {
      const words = refusal({ ...production, PUBLIC_URL: address })
      expect(words).toContain('PUBLIC_URL')
      expect(words).toContain(address)
      expect(loadConfig({}, { PUBLIC_URL: address }).publicUrl).toBe(address)
    },
  )

  test.each(['https://video.clinic.example', 'http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'in production may be %s',
    (address) => {
      expect(loadConfig({}, { ...production, PUBLIC_URL: address }).publicUrl).toBe(address)
    },
  )

  test.each([
    [{ HOST: '0.0.0.0', PORT: '8080' }, 'http://localhost:8080'],
    [{ HOST: '::', PORT: '8080' }, 'http://localhost:8080'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ HOST: '192.168.0.7' }, 'http://192.168.0.7:3000'],
    [{ PUBLIC_URL: 'https://Video.Clinic.example/' }, 'https://video.clinic.example'],
    [{ PUBLIC_URL: 'https://video.clinic.example:8443' }, 'https://video.clinic.example:8443'],
  ])('with %j is %s', (environment, expected) => {
    expect(loadConfig({}, environment as Record<string, string>).publicUrl).toBe(expected)
  })
})

test('lists are separated by commas or blanks', () => {
  const config = loadConfig(
    {},
    {
      STUN_URLS: 'stun:a.example, stun:b.example:3478',
      TURN_URLS: 'turn:a.example?transport=udp turns:a.example:443?transport=tcp',
      TURN_SECRET: 's',
      EXTRA_URL_SCHEMES: 'clinicapp,other-app',
      FRAME_ANCESTORS: "'self' https://portal.clinic.example",
      TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
      WEBHOOK_NETWORKS: '10.20.0.0/16 fd12::/16, ::1',
    },
  )
  expect(config).toMatchObject({
    stunUrls: ['stun:a.example', 'stun:b.example:3478'],
    turnUrls: ['turn:a.example?transport=udp', 'turns:a.example:443?transport=tcp'],
    extraUrlSchemes: ['clinicapp', 'other-app'],
    frameAncestors: ["'self'", 'https://portal.clinic.example'],
    limitsFrames: true,
    trustProxy: ['10.0.0.0/8', '127.0.0.1'],
    webhookNetworks: ['10.20.0.0/16', 'fd12::/16', '::1'],
  })
  expect(loadConfig({}, { TRUST_PROXY: 'true' }).trustProxy).toBe(true)
})

describe('a setting that cannot be used is named, with what it must be', () => {
  test.each([
    ['NODE_ENV', 'staging'],
    ['HOST', 'http://localhost'],
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PUBLIC_URL', 'video.clinic.example'],
    ['PUBLIC_URL', 'https://clinic.example/video'],
    ['PUBLIC_URL', 'https://user@clinic.example'],
    ['PUBLIC_URL', 'https://'],
    ['PUBLIC_URL', 'https://clinic.example:99999'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['STUN_URLS', 'stun.clinic.example'],
    ['TURN_URLS', 'https://turn.clinic.example'],
    ['TURN_TTL_SECONDS', '5'],
    ['EXTRA_URL_SCHEMES', 'clinicapp://'],
    ['FRAME_ANCESTORS', "'self'; script-src *"],
    ['FRAME_ANCESTORS', 'https://portal.example "'],
    ['PUBLIC_URL', 'https://x;sandbox'],
    ['TRUST_PROXY', 'yes'],
    ['WEBHOOK_NETWORKS', 'clinic.internal'],
    ['WEBHOOK_NETWORKS', '10.0.0.256'],
    ['WEBHOOK_NETWORKS', '10.0.0.0/33'],
    ['WEBHOOK_NETWORKS', 'fd00::/129'],
    ['LOG_LEVEL', 'loud'],
    ['SYSTEM_CLIENT_ID', 'me'],
  ])('%s=%s', (name, value) => {
    const words = refusal({ [name]: value })
    expect(words).toContain(name)
    expect(words).toContain(value)
    expect(words).toMatch(/must be .*\.$/m)
  })

  test('and a secret is not repeated', () => {
    expect(refusal({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).not.toContain('hunter2')
    expect(refusal({ SYSTEM_CLIENT_SECRET: 'hunter2' })).not.toContain('hunter2')
    expect(refusal({ MASTER_KEY: 'hunter2' })).not.toContain('hunter2')
  })
})

describe('what belongs together', () => {
  test.each([
    [{ TURN_URLS: 'turn:turn.clinic.example' }, 'TURN_SECRET'],
    [{ SYSTEM_CLIENT_ID: '7384a948-0b37-4faa-9f37-73201ea1b5e2' }, 'SYSTEM_CLIENT_SECRET'],
    [{ SYSTEM_CLIENT_SECRET: 'x'.repeat(32) }, 'SYSTEM_CLIENT_ID'],
    [{ ...production, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    [{ ...production, DATABASE_URL: '' }, 'DATABASE_URL'],
    [{ ...production, MASTER_KEY: '' }, 'MASTER_KEY'],
  ])('with %j, %s is missed by its name', (environment, missing) => {
    expect(refusal(environment as Record<string, string>)).toMatch(new RegExp(`^The setting ${missing} is needed`))
  })

  test('production with all that it needs makes nothing up', () => {
    expect(loadConfig({}, production)).toMatchObject({
      production: true,
      frameAncestors: ["'self'", 'https:'],
      logLevel: 'info',
    })
  })
})

describe('all that has to be put right is said at once', () => {
  test('what cannot be used, what is missing, and what others need', () => {
    const words = refusal({ NODE_ENV: 'production', PORT: 'eighty', RELAY_ONLY: 'on', SYSTEM_CLIENT_SECRET: 'hunter2' })
    const [first, ...others] = words.split('\n')
    expect(first).toBe('7 settings have to be put right:')
    expect(others.map((line) => /^ {2}- The setting (\w+) .*\.$/.exec(line)?.[1])).toEqual([
      'PORT',
      'SYSTEM_CLIENT_SECRET',
      'PUBLIC_URL',
      'DATABASE_URL',
      'MASTER_KEY',
      'TURN_URLS',
      'SYSTEM_CLIENT_ID',
    ])
    expect(words).not.toContain('hunter2')
  })

  test('and each setting once, with what stands there or that it is missing', () => {
    const words = refusal({ ...production, PUBLIC_URL: 'http://', TURN_URLS: 'turn.clinic.example', RELAY_ONLY: 'on' })
    expect(words.match(/The setting \w+/g)).toEqual([
      'The setting PUBLIC_URL',
      'The setting TURN_URLS',
      'The setting TURN_SECRET',
    ])
  })
})

test('what stands in the environment goes before a file, unless it is empty', () => {
  const environment = { PORT: '3001', HOST: ' ' }
  addToEnvironment({ PORT: '3002', HOST: '127.0.0.2', LOG_LEVEL: 'info' }, environment)
  expect(environment).toEqual({ PORT: '3001', HOST: '127.0.0.2', LOG_LEVEL: 'info' })
})

test('a socket is taken that was passed to this process, and not one that was passed to its parent', () => {
  const passed = (LISTEN_PID: string, LISTEN_FDS = '1') => loadConfig({}, { LISTEN_PID, LISTEN_FDS }).socket
  expect(passed(String(process.pid))).toBe(3)
  expect(passed(String(process.pid), '0')).toBeNull()
  expect(passed(String(process.ppid))).toBeNull()
})
