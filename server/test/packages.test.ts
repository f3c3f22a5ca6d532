import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { version } from '../src/ground/version.ts'
import { startTestApp } from './support/app.ts'

// The packages as others get them: made, installed from their files without a registry, and used outside of this repository.

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '../..')
const app = await startTestApp()
const bare = await mkdtemp(path.join(tmpdir(), 'a bare project '))
afterAll(() => rm(bare, { recursive: true }))

const inBare = (command: string, given: string[], env: NodeJS.ProcessEnv = {}) =>
  run(command, given, { cwd: bare, env: { ...withoutOurPath(), ...env } })

/** The commands of the machine, and none that was installed here. */
function withoutOurPath(): NodeJS.ProcessEnv {
  const PATH = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'))
  return { ...process.env, PATH: PATH.join(path.delimiter), NODE_OPTIONS: '' }
}

beforeAll(async () => {
  const { stdout } = await run(process.execPath, ['scripts/pack.mjs'], { cwd: root })
  const ours = stdout.trim().split('\n')
  expect(ours.map((file) => path.basename(file))).toEqual([
    `anteroom-client-${version}.tgz`,
    `anteroom-embed-${version}.tgz`,
  ])
  await writeFile(path.join(bare, 'package.json'), '{ "name": "practice", "private": true, "type": "module" }')
  // What the client needs besides comes from where it is installed already.
  const theirs = ['openapi-fetch', 'openapi-typescript-helpers'].map((name) => path.join(root, 'node_modules', name))
  await inBare('npm', ['pack', '--silent', '--ignore-scripts', ...theirs])
  const packed = (await readdir(bare)).filter((file) => file.endsWith('.tgz')).map((file) => `./${file}`)
  const files = [...packed, ...ours.map((file) => path.join(root, file))]
  await inBare('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', ...files])
}, 120_000)

const book = `
import { createClient, must, allSessions, readWebhook, WebhookRefused } from '@anteroom/client'
import { AnteroomSession } from '@anteroom/embed'

const { BASE_URL, CLIENT_ID, CLIENT_SECRET } = process.env
const anteroom = createClient({ baseUrl: BASE_URL, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET })
const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString()
const people = [{ display_name: 'Dr Vega', role: 'host' }, { display_name: 'Ana' }]
const session = await must(
  anteroom.POST('/v1/sessions', { body: { start_time: at(1), end_time: at(31), participants: people } }),
)
const found = []
for await (const { session_id } of allSessions(anteroom, { page_size: 1 })) found.push(session_id)
const refused = await readWebhook({ secret: 'whsec_AAAA', headers: {}, body: '' }).catch((error) => error)
console.log(JSON.stringify({
  isListed: found.includes(session.session_id),
  links: session.participants.length,
  isRefused: refused instanceof WebhookRefused,
  element: typeof AnteroomSession,
}))
`

const machines = (await promisify(execFile)('node', ['--version'], { env: withoutOurPath() }).catch(() => null))?.stdout

test.each([
  ['the Node of this repository', process.execPath],
  ...(machines ? [[`the Node of this machine, ${machines.trim()}`, 'node']] : []),
])(
  'a bare project books by the client and imports the element: %s',
  async (_which, node) => {
    await writeFile(path.join(bare, 'book.js'), book)
    const credentials = { BASE_URL: `${app.url}/v1`, CLIENT_ID: app.team.clientId, CLIENT_SECRET: app.team.secret }
    const { stdout } = await inBare(node, ['book.js'], credentials)
    expect(JSON.parse(stdout)).toEqual({ isListed: true, links: 2, isRefused: true, element: 'function' })
  },
  30_000,
)

const typed = `
import { allSessions, createClient, must, readWebhook, type Schemas } from '@anteroom/client'
import { AnteroomSession, type AnteroomSessionEvents } from '@anteroom/embed'

const anteroom = createClient({ baseUrl: '', clientId: '', clientSecret: '' })
const session: Schemas['Session'] = await must(anteroom.GET('/v1/sessions/{session_id}', { params: { path: { session_id: '' } } }))
const name: string | null = session.session_name
for await (const { session_id } of allSessions(anteroom)) console.log(name, session_id.length)
// @ts-expect-error There is no such address.
await anteroom.GET('/v1/session')
const { message } = await readWebhook({ secret: '', headers: new Headers(), body: '' })
if (message.type === 'participant:leave') console.log(message.payload.callId.length, message.payload.reason)
// @ts-expect-error That one has no call.
if (message.type === 'session:create') console.log(message.payload.callId)
const element: AnteroomSession = document.createElement('anteroom-session')
element.addEventListener('left', ({ detail }: AnteroomSessionEvents['left']) => console.log(detail.reason))
// @ts-expect-error Nor such a reason.
element.addEventListener('left', ({ detail }) => detail.reason === 'bored')
`

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])(
  'its types are found and right, with all libraries checked: module %s, resolution %s',
  async (module, resolution) => {
    await writeFile(path.join(bare, 'typed.ts'), typed)
    const settings = [
      '--module',
      module,
      '--moduleResolution',
      resolution,
      '--target',
      'es2022',
      '--strict',
      '--noEmit',
    ]
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc')
    const compiled = await inBare(process.execPath, [compiler, ...settings, '--types', '', 'typed.ts']).catch(
      (error: { stdout: string }) => error,
    )
    expect(compiled.stdout).toBe('')
  },
  60_000,
)

test('a bundler makes one small script of the element', async () => {
  await writeFile(path.join(bare, 'page.js'), "import '@anteroom/embed'\n")
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  await writeFile(
    path.join(bare, 'vite.config.js'),
    "export default { build: { lib: { entry: 'page.js', formats: ['es'], fileName: 'page' }, outDir: 'out' } }",
  )
  await inBare(process.execPath, [vite, 'build'])
  const [script = ''] = await readdir(path.join(bare, 'out'))
  const { size } = await stat(path.join(bare, 'out', script))
  expect(size).toBeGreaterThan(3_000)
  expect(size).toBeLessThan(20_000)
}, 60_000)
