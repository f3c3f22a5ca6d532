import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lookAtDatabase } from '../src/doctor/database.ts'
import { lookAtPublicUrl } from '../src/doctor/public-url.ts'
import { passFor, secretName, seenPath } from '../src/doctor/seen.ts'
import { examine } from '../src/doctor/service.ts'
import { lookAtRelays, wayOf } from '../src/doctor/turn.ts'
import { version } from '../src/ground/version.ts'
import { createIceServers } from '../src/media/ice-servers.ts'
import { startTestApp } from './support/app.ts'
import { makeCertificate } from './support/certificate.ts'
import { freePort, startServerProcess } from './support/process.ts'

const app = await startTestApp()
const secret = await app.sealing.secret(secretName)
const now = () => app.clock.now()

const inShort = ({ about, status, says, remedy }: Awaited<ReturnType<typeof lookAtRelays>>[number]) =>
  `${about} ${status}: ${says} ${remedy ?? ''}`

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

test('a server that has all that it needs is told so', async () => {
  // Where pages may be from is in its settings, so that it has to know its own address.
  const PORT = String(await freePort())
  const publicUrl = `http://127.0.0.1:${PORT}`
  const settings = { NODE_ENV: 'production', PUBLIC_URL: publicUrl, PORT, LOG_LEVEL: 'error', DRAIN_SECONDS: '0' }
  await startServerProcess(app.database, settings)
  const config = { ...app.config, publicUrl }
  const findings = await examine({ config, clock: app.clock, opened: { ...app, name: 'the one of this test' } })
  const said = findings.map(inShort)
  expect(said).toContainEqual(expect.stringMatching(/^database ok: PostgreSQL \d+.*, the one of this test, answers in/))
  expect(said).toContainEqual(expect.stringMatching(/^processes ok: /))
  expect(said).toContainEqual(`${publicUrl} ok: It leads to a server of this database, Anteroom ${version}. `)
  expect(said).toContainEqual('WebSocket ok: It passes the proxy. ')
  expect(said).toContainEqual(expect.stringMatching(/^TURN warning: No TURN server is set/))
  expect(said.filter((text) => / failed: /.test(text))).toEqual([])
})

describe('the way that browsers go', () => {
  const look = (publicUrl: string) =>
    lookAtPublicUrl({ publicUrl, pass: passFor(secret, now()), now: now() }).then((findings) => findings.map(inShort))

  test('an address where nobody listens, and one where somebody else does', async () => {
    expect(await look(`http://127.0.0.1:${await freePort()}`)).toEqual([
      expect.stringMatching(/failed: .*nobody listens there/),
    ])
    const other = await listen(createServer((_request, response) => response.end('{"address":"hello"}')))
    expect(await look(other)).toEqual([
      expect.stringMatching(/failed: What answers there \(200\) is no server of this database/),
    ])
  })

  test('a server of another database, which knows no such secret', async () => {
    const other = await startTestApp()
    expect(await look(other.url)).toEqual([expect.stringMatching(/failed: What answers there \(401\) is no server/)])
  })

  test('a proxy that does not pass on WebSockets', async () => {
    const proxy = await listen(
      createServer(({ url, method, headers }, response) => {
        const passed = request(`${app.url}${url}`, { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        })
        passed.end()
      }),
    )
    const findings = await look(proxy)
    expect(findings[0]).toMatch(/ok: It leads to a server/)
    expect(findings.at(-1)).toMatch(/^WebSocket failed: .*pass on Upgrade and Connection/)
  })

  test('nobody else is told how their request looks', async () => {
    const ask = async (pass: string) => {
      const { status } = await fetch(`${app.url}${seenPath}`, { headers: { authorization: `Doctor ${pass}` } })
      return status
    }
    expect(await ask(passFor(secret, now()))).toBe(200)
    expect(await ask(passFor(secret, new Date(now().getTime() - 120_000)))).toBe(401)
    expect(await ask(passFor(Buffer.alloc(32), now()))).toBe(401)
    for (const pass of ['', '.', 'x.y', `NaN.${'a'.repeat(43)}`]) expect(await ask(pass)).toBe(401)
  })
})

test('clocks that do not agree are told', async () => {
  const { pool } = app.database
  const query = async (text: string) => {
    const answer = await pool.query(text)
    if (text.includes('clock_timestamp')) answer.rows[0].now = new Date(Date.now() - 65_000)
    return answer
  }
  const database = { ...app.database, pool: Object.assign(Object.create(pool), { query }) }
  const findings = await lookAtDatabase({ database, name: 'this', config: app.config })
  expect(findings.map(inShort)).toContainEqual(expect.stringMatching(/^clocks failed: .*6[45]\.\d s apart.*NTP/))
})

const hasCoturn = spawnSync('turnserver', ['--version']).error === undefined

describe('the ways to a relay', () => {
  test('addresses are read as browsers read them', () => {
    expect(wayOf('turn:turn.clinic.example')).toEqual({
      host: 'turn.clinic.example',
      port: 3478,
      transport: 'udp',
      isRelay: true,
    })
    expect(wayOf('turns:[2001:db8::1]:443?transport=tcp')).toEqual({
      host: '2001:db8::1',
      port: 443,
      transport: 'tls',
      isRelay: true,
    })
    expect(wayOf('stun:turn.clinic.example:19302')).toMatchObject({ port: 19302, isRelay: false })
    expect(wayOf('http://turn.clinic.example')).toBeNull()
  })

  test('one where nobody listens is told with the port that has to be open', async () => {
    const port = await freePort()
    const servers = createIceServers({
      config: relay([`turn:127.0.0.1:${port}?transport=tcp`], 'any'),
      clock: app.clock,
    })
    expect((await lookAtRelays(servers('doctor'))).map(inShort)).toEqual([
      expect.stringMatching(`failed: It does not answer over TCP: nobody listens there. .*open port ${port} for TCP`),
    ])
  })

  test.runIf(hasCoturn)(
    'coturn takes the secret of before and the next one, while one is replaced by the other',
    async () => {
      const { port } = await startCoturn('before', 'next')
      for (const [secret, said] of [
        ['before', /ok: It relays/],
        ['next', /ok: It relays/],
        ['another', /failed: It does not take/],
      ] as const) {
        const config = relay([`turn:127.0.0.1:${port}?transport=tcp`], secret)
        const [found] = await lookAtRelays(createIceServers({ config, clock: app.clock })('doctor'))
        expect(found && inShort(found)).toMatch(said)
      }
    },
  )

  test.runIf(hasCoturn)('coturn is tried by UDP, TCP and TLS, and a wrong secret is told', async () => {
    const { port, tlsPort } = await startCoturn('shared')
    const urls = [
      `turn:127.0.0.1:${port}?transport=udp`,
      `turn:127.0.0.1:${port}?transport=tcp`,
      `turns:127.0.0.1:${tlsPort}?transport=tcp`,
    ]
    const look = async (turnSecret: string) => {
      const config = { ...relay(urls, turnSecret), stunUrls: [`stun:127.0.0.1:${port}`] }
      return (await lookAtRelays(createIceServers({ config, clock: app.clock })('doctor'))).map(inShort)
    }
    expect(await look('shared')).toEqual([
      expect.stringMatching(/^stun:.* ok: It answers, and sees this machine at 127\.0\.0\.1/),
      expect.stringMatching(/^turn:.*udp ok: It relays, from 127\.0\.0\.1/),
      expect.stringMatching(/^turn:.*tcp ok: It relays, from 127\.0\.0\.1/),
      expect.stringMatching(/^turns:.* failed: .*certificate itself.*Give it a certificate that browsers trust/),
    ])
    expect((await look('another'))[1]).toMatch(/failed: It does not take the credentials.*static-auth-secret/)
  })
})

const relay = (turnUrls: string[], turnSecret: string) => ({ stunUrls: [], turnUrls, turnSecret, turnTtlSeconds: 600 })

async function startCoturn(...sharedSecrets: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-coturn-'))
  const [port, tlsPort] = [await freePort(), await freePort()]
  const { certificate, key } = makeCertificate(folder, 'turn.test')
  const child = spawn(
    'turnserver',
    [
      ...['-n', '--no-cli', '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', '--realm=test', '--use-auth-secret'],
      ...[`--listening-port=${port}`, `--tls-listening-port=${tlsPort}`],
      ...sharedSecrets.map((secret) => `--static-auth-secret=${secret}`),
      ...[`--cert=${certificate}`, `--pkey=${key}`, '--log-file=stdout', `--pidfile=${path.join(folder, 'pid')}`],
    ],
    { cwd: folder, stdio: 'ignore' },
  )
  onTestFinished(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  const servers = [
    { urls: [`stun:127.0.0.1:${tlsPort}?transport=tcp`] },
    { urls: [`stun:127.0.0.1:${port}?transport=tcp`] },
  ]
  await expect
    .poll(async () => (await lookAtRelays(servers)).filter(({ remedy }) => remedy?.includes('See whether it runs')))
    .toEqual([])
  return { port, tlsPort }
}
