import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../server/src/config.ts'
import { settings } from '../server/src/settings.ts'

const deploy = path.join(import.meta.dirname, '../deploy')
const read = (name: string) => readFile(path.join(deploy, name), 'utf8')
const [compose, caddy, turnserver] = ['/usr/bin/docker-compose', '/usr/bin/caddy', '/usr/bin/turnserver'] as const

/** Not what others set here, which Compose would take for values. */
const programs = '/usr/sbin:/usr/bin:/sbin:/bin'

const filledIn = {
  ANTEROOM_VERSION: '0.1.0',
  HOST_NAME: 'video.clinic.example',
  DATABASE_PASSWORD: '5a1d0b',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  TURN_SECRET: '9c41ee',
}

async function folderFor(name: string) {
  const folder = await mkdtemp(path.join(tmpdir(), `anteroom ${name} `))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What the service has between `environment:` and its next key. */
function environmentOf(service: string, text: string): Record<string, string> {
  const [, block = ''] =
    new RegExp(`^  ${service}:\\n(?:    .*\\n|\\n)*?    environment:\\n((?:      .*\\n)+)`, 'm').exec(text) ?? []
  return Object.fromEntries([...block.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name, value]) => [name, value]))
}

const withValues = (text: string, values: Record<string, string>) =>
  text.replace(/\$\{(\w+)[^}]*\}/g, (_, name: string) => values[name] ?? '')

test('what compose.yaml gives the server are settings that there are, and it takes them', async () => {
  const given = environmentOf('server', await read('compose.yaml'))
  const known = settings.map(({ name }) => name)
  expect(Object.keys(given).filter((name) => !known.includes(name))).toEqual([])
  const values = Object.entries(given).map(([name, value]) => [name, withValues(value, filledIn)])
  const config = loadConfig({}, { NODE_ENV: 'production', HOST: '0.0.0.0', ...Object.fromEntries(values) })
  expect(config).toMatchObject({ publicUrl: 'https://video.clinic.example', trustProxy: ['172.31.84.2'] })
  expect(config.turnUrls).toHaveLength(2)
})

test('the file with values has all that compose.yaml asks for, and nothing else; without the needed ones nothing starts', async () => {
  const asked = [...(await read('compose.yaml')).matchAll(/\$\{(\w+)/g)].map(([, name]) => name)
  expect(Object.keys(parseEnv(await read('compose/env'))).sort()).toEqual([...new Set(asked)].sort())
  const needed = [...(await read('compose.yaml')).matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name)
  expect(needed.sort()).toEqual(Object.keys(filledIn).sort())
})

test('the addresses that are believed are those of the proxy', async () => {
  const text = await read('compose.yaml')
  const [, address] = /ipv4_address: (\S+)/.exec(text) ?? []
  expect(environmentOf('server', text).TRUST_PROXY).toBe(address)
})

test.runIf(existsSync(compose))('Compose takes it, and not without the values that it needs', async () => {
  const folder = await folderFor('compose')
  const ask = async (values: Record<string, string>) => {
    const file = path.join(folder, 'values')
    await writeFile(
      file,
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    const given = ['--env-file', file, '--file', path.join(deploy, 'compose.yaml'), 'config', '--quiet']
    return spawnSync(compose, given, { encoding: 'utf8', env: { PATH: programs } })
  }
  expect(await ask(filledIn)).toMatchObject({ status: 0, stderr: '' })
  const { MASTER_KEY: _, ...others } = filledIn
  expect(await ask(others)).toMatchObject({ status: 1, stderr: expect.stringContaining('openssl rand -base64 32') })
})

test('Caddy is told what the documents say, and coturn as well, but for what is different there', async () => {
  const page = await readFile(path.join(import.meta.dirname, 'self-hosting.md'), 'utf8')
  const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, language, block = '']) =>
    language ? [] : [block],
  )
  const documented = blocks.find((block) => block.includes('reverse_proxy 127.0.0.1:3000')) ?? ''
  const ours = documented.replaceAll('video.clinic.example', '{$HOST_NAME}').replace('127.0.0.1:3000', 'server:3000')
  expect(await read('compose/Caddyfile')).toBe(ours)
  const denied = (text: string) => text.match(/^(?:denied-peer-ip|no-|use-|m[ai][xn]-port).*$/gm) ?? []
  const relay = denied(blocks.find((block) => block.includes('static-auth-secret=')) ?? '')
  expect(relay.length).toBeGreaterThan(15)
  expect(denied(await read('compose/turnserver.conf')).filter((line) => !/^no-d?tls$/.test(line))).toEqual(relay)
})

test.runIf(existsSync(caddy))('Caddy takes its file', async () => {
  const env = { PATH: programs, HOME: await folderFor('caddy'), HOST_NAME: filledIn.HOST_NAME }
  const given = ['validate', '--adapter', 'caddyfile', '--config', path.join(deploy, 'compose/Caddyfile')]
  const { status, stderr } = spawnSync(caddy, given, { encoding: 'utf8', env })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
})

test.runIf(existsSync(turnserver))('coturn starts with what its script makes of its file', async () => {
  const folder = await folderFor('coturn')
  const [from, to] = ['anteroom.conf', 'turnserver.conf'].map((name) => path.join(folder, name)) as [string, string]
  const here = `listening-port=0\nlistening-ip=127.0.0.1\npidfile="${folder}/pid"\n`
  await writeFile(from, (await read('compose/turnserver.conf')).replace('listening-port=3478\n', here))
  const env = { PATH: programs, ...filledIn, TURN_EXTERNAL_IP: '203.0.113.20' }
  const child = spawn('sh', [path.join(deploy, 'compose/start-coturn.sh'), from, to], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  onTestFinished(async () => {
    const ended = once(child, 'exit')
    if (child.kill('SIGKILL')) await ended
  })
  await expect.poll(() => said).toContain('Total General servers')
  expect(said).not.toMatch(/bad config|unknown|unrecogni/i)
  const made = await readFile(to, 'utf8')
  expect(made).toContain('realm=video.clinic.example\nstatic-auth-secret=9c41ee\nexternal-ip=203.0.113.20\n')
})

test("the image's look at its health tells a process that lives from one that does not", async () => {
  const server = createServer(({ url }, response) => response.writeHead(url === '/healthz' ? 200 : 404).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = String(typeof address === 'object' && address?.port)
  const look = async () => {
    const [code] = await once(spawn(process.execPath, [path.join(deploy, 'image/health.mjs'), port]), 'exit')
    return code
  }
  expect(await look()).toBe(0)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  expect(await look()).toBe(1)
})
