import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Session } from '@anteroom/contract/api/sessions'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { version } from '../src/ground/version.ts'
import { aBooking } from './support/app.ts'
import { createTestDatabase } from './support/database.ts'
import { testMasterKey } from './support/master-key.ts'
import { addressOf, freePort } from './support/process.ts'

// A release as hosts get it: made, unpacked, installed, and started as the documents say.

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '../..')
const place = await mkdtemp(path.join(tmpdir(), 'a release '))
const made = path.join(place, 'made')
const folder = path.join(place, `anteroom-${version}`)
afterAll(() => rm(place, { recursive: true, force: true }))

const archive = `anteroom-${version}.tar.gz`

/** The commands of the machine, and none that was installed here. */
function environment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const PATH = (process.env.PATH ?? '').split(path.delimiter).filter((one) => !one.includes('node_modules'))
  return { ...process.env, NODE_OPTIONS: '', npm_lifecycle_event: '', ...settings, PATH: PATH.join(path.delimiter) }
}

async function inRelease(command: string, given: string[], settings?: Record<string, string>): Promise<string> {
  const { stdout } = await run(command, given, { cwd: folder, env: environment(settings) })
  return stdout
}

/** Without what takes longest: the embedded database, and another copy of the Node that the tests run on. */
async function install() {
  const quickly = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--prefer-offline', '--loglevel=error']
  await inRelease('npm', ['ci', ...quickly])
  const program = path.join(folder, 'node_modules/node/bin/node')
  await mkdir(path.dirname(program), { recursive: true })
  await symlink(process.execPath, program)
}

async function start(command: string, given: string[], settings: Record<string, string>) {
  const PORT = String(await freePort())
  const child = spawn(command, given, { cwd: folder, env: environment({ ...settings, PORT }) })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    return (await ended)[0]
  }
  onTestFinished(async () => void (await end()))
  const url = `http://127.0.0.1:${PORT}`
  await expect.poll(() => said, { timeout: 30_000 }).toContain(`Anteroom is up at ${settings.PUBLIC_URL ?? url}`)
  return { url, end, said: () => said }
}

async function book(url: string, id: string, secret: string) {
  const token = await fetch(`${url}/v1/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await token.json()) as { access_token: string }
  const booked = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(aBooking()),
  })
  return (await booked.json()) as Session
}

async function createDatabase() {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  return addressOf(database)
}

describe.runIf(existsSync(path.join(root, '.git')))('a release', () => {
  beforeAll(async () => {
    await run(process.execPath, ['scripts/release.mjs', '--try', made], { cwd: root })
    await run('tar', ['-xzf', path.join(made, archive), '-C', place])
    await install()
  }, 120_000)

  test('is an archive and two packages, with the sums of all', async () => {
    const files = (await readdir(made)).sort()
    expect(files).toEqual(
      ['SHA256SUMS', ...['client-', 'embed-'].map((of) => `anteroom-${of}${version}.tgz`), archive].sort(),
    )
    const { stdout } = await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: made })
    expect(stdout.match(/: OK$/gm)).toHaveLength(3)
  })

  test('is not made of what is not committed', async () => {
    const clone = await mkdtemp(path.join(place, 'clone '))
    await run('git', ['clone', '--quiet', '--shared', root, clone])
    await writeFile(path.join(clone, 'notes.txt'), '')
    await copyFile(path.join(root, 'scripts/release.mjs'), path.join(clone, 'scripts/release.mjs'))
    const refused = await run(process.execPath, ['scripts/release.mjs'], { cwd: clone }).catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('notes.txt') })
    expect(existsSync(path.join(clone, 'dist'))).toBe(false)
  })

  test('has what a host needs, no address of a registry, and nothing that only we need', async () => {
    const { stdout } = await run('tar', ['-tzf', path.join(made, archive)])
    const names = stdout.trim().split('\n')
    expect(names.filter((name) => /\.test\.|\/(?:e2e|bench|test|node_modules)\//.test(name))).toEqual([])
    const lock = JSON.parse(await readFile(path.join(folder, 'package-lock.json'), 'utf8'))
    const addresses = Object.values<{ resolved?: string; link?: boolean }>(lock.packages)
    expect(addresses.filter(({ resolved, link }) => resolved && !link)).toEqual([])
    const tools = ['vite', 'typescript', 'vitest', '@playwright/test']
    expect(tools.filter((name) => existsSync(path.join(folder, 'node_modules', name)))).toEqual([])
  })

  test('has all that its documents for hosts and integrators lead to', async () => {
    const documents = (await readdir(folder, { recursive: true })).filter(
      (name) => name.endsWith('.md') && !/node_modules|how-to|\/dist\//.test(name),
    )
    expect(documents).toContain('README.md')
    const lost: string[] = []
    for (const document of documents) {
      const text = (await readFile(path.join(folder, document), 'utf8')).replace(/^```.*?^```|`[^`\n]+`/gms, '')
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
        const isElsewhere = /^[a-z]+:/.test(target)
        if (!isElsewhere && !existsSync(path.join(folder, path.dirname(document), target)))
          lost.push(`${document}: ${target}`)
      }
    }
    expect(lost).toEqual([])
  })

  test('runs in production: somebody sets up a client, who books', async () => {
    const settings = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://video.clinic.example',
      DATABASE_URL: await createDatabase(),
      MASTER_KEY: testMasterKey,
      DRAIN_SECONDS: '0',
    }
    expect(await inRelease('npm', ['run', '--silent', 'build'])).toContain('built already')
    const admin = (...given: string[]) => inRelease('npm', ['run', '--silent', 'admin', '--', ...given], settings)
    expect(await admin('--version')).toBe(`${version}\n`)
    await admin('team', 'add', 'Harbour Clinic', '--subdomain', 'harbour')
    const client = JSON.parse(await admin('--json', 'client', 'add', 'harbour', 'Practice software'))

    const server = await start('node_modules/node/bin/node', ['server/src/main.ts'], settings)
    const { participants } = await book(server.url, client.clientId, client.secret)
    expect(participants[0]?.entry_url).toMatch(/^https:\/\/video\.clinic\.example\/session\//)
    const page = await fetch(`${server.url}${new URL(String(participants[0]?.entry_url)).pathname}`)
    expect(page.status).toBe(200)
    for (const [, address = ''] of (await page.text()).matchAll(/(?:src|href)="(\/room\/[^"]+)"/g)) {
      expect((await fetch(`${server.url}${address}`)).status, address).toBe(200)
    }
    expect((await fetch(`${server.url}/embed.js`)).status).toBe(200)
    expect(server.said()).toContain(`"code":"started","version":"${version}","node":"${process.versions.node}"`)
    expect(await server.end()).toBe(0)
  }, 120_000)

  test('has the demo', async () => {
    const DATA_DIR = path.join(place, 'data')
    const server = await start('npm', ['start'], { DATABASE_URL: await createDatabase(), DATA_DIR })
    const demo = JSON.parse(await readFile(path.join(DATA_DIR, 'demo.json'), 'utf8'))
    expect(await book(server.url, demo.client_id, demo.client_secret)).toHaveProperty('session_id')
    await server.end()
  }, 120_000)
})
