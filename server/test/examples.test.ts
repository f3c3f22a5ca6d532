import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Session } from '@anteroom/contract/api/sessions'
import type { WebhookWithSecret } from '@anteroom/contract/api/webhooks'
import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { freePort } from './support/process.ts'
import { deliveriesOf, quick, toLoopback } from './support/receiver.ts'

const app = await startTestApp(toLoopback, undefined, quick)
const root = path.join(import.meta.dirname, '../..')
const examples = path.join(root, 'examples')

/** Where `scripts/lib/example-tools.mjs` has them. */
const python = path.join(root, '.cache/python/bin/python')
const php = '/usr/bin/php'
const languages = { typescript: process.execPath, python, php, curl: '/bin/sh' }
type Language = keyof typeof languages

const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-examples-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = {
  ...process.env,
  NODE_OPTIONS: '',
  PYTHONPATH: folder,
  ANTEROOM_URL: app.url,
  ANTEROOM_CLIENT_ID: app.team.clientId,
  ANTEROOM_CLIENT_SECRET: app.team.secret,
}

/** With the command that the README has, from the description that the server gives. */
async function generatePythonClient() {
  if (existsSync(path.join(folder, 'anteroom_client'))) return
  const [, command = ''] = /^(openapi-python-client .+)$/m.exec(read('python/README.md')) ?? []
  const PATH = `${path.dirname(python)}:${process.env.PATH}`
  const generating = spawn('/bin/sh', ['-c', command], { cwd: folder, env: { ...env, PATH } })
  let said = ''
  for (const stream of [generating.stdout, generating.stderr]) stream.on('data', (text) => (said += text))
  expect((await once(generating, 'close'))[0], said).toBe(0)
}

const read = (file: string) => readFileSync(path.join(examples, file), 'utf8')

function begin(language: Language, args: string[], more: Record<string, string> = {}) {
  const child = spawn(languages[language], args, { cwd: path.join(examples, language), env: { ...env, ...more } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [said, complained] = ['', '']
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (complained += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { ended, said: () => said, complained: () => complained }
}

describe.each([
  ['typescript', 'booking.ts'],
  ['python', 'booking.py'],
  ['php', 'booking.php'],
  ['curl', 'booking.sh'],
] as const)('%s, %s', (language, file) => {
  const isThere = existsSync(languages[language])

  test.skipIf(!isThere)('books, and prints the link of each person', async () => {
    if (language === 'python') await generatePythonClient()
    const start = '2040-05-14T09:00:00Z'
    const booking = begin(language, [file, start, '2040-05-14T09:30:00Z'])
    expect(await booking.ended, booking.complained()).toBe(0)
    const { body } = await app.call<{ content: Session[] }>('GET', `/v1/sessions?order=reverse&page_size=1`)
    const [session] = body.content
    expect(session).toMatchObject({ session_name: 'Follow-up' })
    const links = booking.said().match(/https:\S+/g)
    expect(links).toEqual(session?.participants.map(({ entry_url }) => entry_url))
    expect(links).toHaveLength(2)
  })

  test.skipIf(!isThere)('says what is wrong', async () => {
    if (language === 'python') await generatePythonClient()
    const booking = begin(language, [file, '2040-05-14T09:00:00Z', 'tomorrow'])
    expect(await booking.ended).toBe(1)
    expect(booking.complained()).toContain('/end_time')
    expect(booking.said()).toBe('')
  })
})

describe.each([
  ['typescript', (_port: number) => ['receiver.ts']],
  ['python', (_port: number) => ['receiver.py']],
  ['php', (port: number) => ['-S', `127.0.0.1:${port}`, 'receiver.php']],
] as const)('the receiver in %s', (language, args) => {
  test.skipIf(!existsSync(languages[language]))('takes each event of ours once, and nothing else', async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/`
    const event_types = ['session:create']
    const { body: webhook } = await app.call<WebhookWithSecret>('POST', '/v1/webhooks', { body: { url, event_types } })
    const inbox = mkdtempSync(path.join(folder, 'inbox-'))
    const more = { ANTEROOM_WEBHOOK_SECRET: webhook.secret, PORT: String(port), INBOX: inbox }
    const receiver = begin(language, args(port), more)
    const post = async (body: string, headers: Record<string, string> = {}) =>
      (await fetch(url, { method: 'POST', body, headers })).status
    // Until it listens; nobody has signed that.
    await expect.poll(() => post('{}').catch(() => 0)).toBe(400)

    const { session_id } = await app.book()
    const printed = () => `${receiver.said()}${receiver.complained()}`.split(`session:create ${session_id}`).length - 1
    await expect.poll(printed).toBe(1)
    const deliveries = () => deliveriesOf(app, webhook.webhook_id)
    await expect.poll(async () => (await deliveries())[0]?.state).toBe('delivered')
    const [first] = await deliveries()
    await app.call('POST', `/v1/webhooks/${webhook.webhook_id}/deliveries/${first?.delivery_id}/replay`)
    await expect.poll(async () => (await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    expect(printed()).toBe(1)
    expect((await readdir(inbox)).filter((name) => !name.startsWith('.'))).toHaveLength(1)

    const signed = (id: string, at: Date, body: string) => ({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(webhook.secret).sign(id, at, body),
    })
    const event = JSON.stringify({ type: 'session:create', createdAt: 1, payload: { sessionId: session_id } })
    const now = new Date()
    expect(await post(event, signed('late', new Date(now.getTime() - 400_000), event))).toBe(400)
    expect(await post(`${event} `, signed('changed', now, event))).toBe(400)
    // Two tries at once, as when the answer to the first is lost.
    const both = await Promise.all([1, 2].map(() => post(event, signed('twice', now, event))))
    expect(both).toEqual([204, 204])
    await expect.poll(printed).toBe(2)

    const old = { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA v1,' }
    expect(await post('{}', old)).toBe(400)
    expect(await post('{}', { ...old, 'webhook-timestamp': 'soon', 'webhook-signature': '\u00e4' })).toBe(400)
    // Some close the line before all of it has come.
    expect([413, 0]).toContain(await post('x'.repeat(2_000_000), old).catch(() => 0))
    expect(await post('{}', old)).toBe(400)
    await app.call('DELETE', `/v1/webhooks/${webhook.webhook_id}`)
  })
})

test.for([
  ['typescript', (_port: number) => ['portal.ts']],
  ['python', (_port: number) => ['portal.py']],
  ['php', (port: number) => ['-S', `127.0.0.1:${port}`, 'portal.php']],
] as const)('the page in %s has the link of its visitor, and the element', async ([language, args], { skip }) => {
  skip(!existsSync(languages[language]))
  if (language === 'python') await generatePythonClient()
  const port = await freePort()
  begin(language, args(port), { PORT: String(port) })
  const get = () => fetch(`http://127.0.0.1:${port}/`).catch(() => null)
  await expect.poll(async () => (await get())?.status).toBe(200)
  const html = (await (await get())?.text()) ?? ''
  const [, entryUrl = ''] = /entry-url="([^"]+)"/.exec(html) ?? []
  expect((await fetch(app.url + new URL(entryUrl).pathname)).status).toBe(200)
  const [, script = ''] = /src="([^"]+)"/.exec(html) ?? []
  expect((await fetch(script)).headers.get('content-type')).toContain('javascript')
})
