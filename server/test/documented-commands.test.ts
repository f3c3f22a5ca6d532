import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { EventPage } from '@anteroom/contract/api/events'
import type { Webhook } from '@anteroom/contract/api/webhooks'
import { afterAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { compiled } from './support/compiled.ts'
import { testMasterKey } from './support/master-key.ts'
import { addressOf } from './support/process.ts'
import { newKey } from './support/stripe.ts'

// What a reader copies from the documents is run as it stands there, against a server, with its placeholders filled in.

const root = path.join(import.meta.dirname, '../..')
const stripe = await startStripeStandIn()
const app = await startTestApp({ STRIPE_API_URL: stripe.url })
const system = await app.makeSystemClient()
const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-documented-'))
afterAll(() => stripe.stop())
afterAll(() => rm(folder, { recursive: true, force: true }))

type Block = { page: string; line: number; commands: string }

async function blocksOf(page: string): Promise<Block[]> {
  const markdown = await readFile(path.join(root, page), 'utf8')
  return [...markdown.matchAll(/^ *```(?:sh|bash)\n(.*?)^ *```/gms)].map((found) => ({
    page,
    line: markdown.slice(0, found.index).split('\n').length,
    commands: found[1] ?? '',
  }))
}

const folders = ['.', 'docs', 'docs/how-to', 'client', 'embed']
const pages = (
  await Promise.all(
    folders.map(async (folder) => (await readdir(path.join(root, folder))).map((name) => path.join(folder, name))),
  )
)
  .flat()
  .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
const blocks = (await Promise.all(pages.map(blocksOf))).flat()

/** Blocks that are run in another way, or are none to be run. */
const elsewhere: [RegExp, why: string][] = [
  [/^npm start/, 'demo.test.ts starts the same'],
  [/^npm (install|ci)\b.*\.tgz/m, 'packages.test.ts installs them'],
  [/^[A-Z_]+=\S+\n|^[A-Z_]+="[^"]*"\n$/, 'settings; docs.test.ts reads them'],
  [/\/(opt|etc)\/|^sudo |^systemctl /m, 'a machine of its own'],
  [/^(npm (test|run (?!admin))|node_modules|git )/m, 'what contributors do'],
  [/^openapi-python-client/, 'examples.test.ts makes that client'],
  [/deploy\/image\//, 'npm run image -- --check does the same'],
  [/^(pg_dump|createdb)/, 'backup.test.ts runs them'],
  [/^pg_basebackup/, 'backup.test.ts makes a standby with the same program'],
  [/^NODE_ENV=production/, 'upgrading.test.ts starts the same'],
]

const isCalls = ({ commands }: Block) => commands.includes('curl') && !/\/(opt|etc)\/|systemctl/.test(commands)
const isAdmin = ({ commands }: Block) => /^npm run admin -- (?!doctor)/m.test(commands) && !commands.includes('curl')

test('every block of commands in the documents is run here, or it is known where', () => {
  const left = blocks.filter((block) => !isCalls(block) && !isAdmin(block))
  const unknown = left.filter(({ commands }) => !elsewhere.some(([pattern]) => pattern.test(commands)))
  expect(unknown.map(({ page, line, commands }) => `${page}:${line} ${commands}`)).toEqual([])
  expect(blocks.length - left.length).toBeGreaterThan(12)
})

/** `curl` fails where it is refused; `npm run admin` is the command without what npm prints. */
const tools = `
curl() { command curl --silent --show-error --fail-with-body "$@" < /dev/null; }
npm() { shift 3; "$NODE" -- "$ADMIN" "$@" <<< 'violet harbour 84 lanterns'; }
date() { if [ "$*" = -I ]; then echo 2030-05-14; else command date "$@"; fi; }
`

async function run({ commands }: Block, variables: Record<string, string> = {}) {
  const filled = commands
    .replaceAll(/http:\/\/127\.0\.0\.1:3000|https:\/\/video\.clinic\.example/g, app.url)
    .replaceAll('CLIENT_ID:CLIENT_SECRET', () => `${app.team.clientId}:${app.team.secret}`)
    .replaceAll('ACCESS_TOKEN', () => app.team.token)
  const child = spawn('bash', ['-euo', 'pipefail', '-c', `${tools}\n${filled}`], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ...compiled,
      NODE: process.execPath,
      ADMIN: path.join(root, 'server/src/admin/main.ts'),
      DATABASE_URL: addressOf(app.database),
      MASTER_KEY: testMasterKey,
      API: `${app.url}/v1`,
      TOKEN: app.team.token,
      ADMIN_TOKEN: system.token,
      STRIPE_KEY: newKey(),
      CLIENT_ID: app.team.clientId,
      CLIENT_SECRET: app.team.secret,
      TEAM: app.team.teamId,
      TEAM_ID: app.team.teamId,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], out, errors] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, said: `${out}${errors}` }
}

/** What a reader has by then: a session that was booked, somebody in it, a webhook, and how far its events were read. */
async function facts() {
  const { session_id, participants } = await app.book()
  const { body: webhook } = await app.call<Webhook>('POST', '/v1/webhooks', {
    body: { url: 'https://clinic.example/hook' },
  })
  const { body: events } = await app.call<EventPage>('GET', '/v1/events?limit=1')
  return {
    SESSION: session_id,
    PARTICIPANT: participants[1]?.participant_id ?? randomUUID(),
    WEBHOOK: webhook.webhook_id,
    CURSOR: events.next,
  }
}

test('the commands for whoever runs it work one after the other, as they stand on the page', {
  timeout: 180_000,
}, async () => {
  const ofHosts = blocks.filter((block) => isAdmin(block))
  expect(ofHosts.length).toBeGreaterThanOrEqual(3)
  for (const block of ofHosts) {
    await app.ledger.flush()
    await app.audit.seal()
    const { code, said } = await run(block, await facts())
    expect([block.page, block.line, said, code]).toMatchObject([block.page, block.line, expect.anything(), 0])
  }
})

test.for(blocks.filter(isCalls).map((block) => [`${block.page}:${block.line}`, block] as const))(
  '%s is answered',
  { timeout: 120_000 },
  async ([, block]) => {
    const { code, said } = await run(block, await facts())
    expect([said, code]).toEqual([expect.anything(), 0])
  },
)
