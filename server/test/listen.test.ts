import { spawn } from 'node:child_process'
import path from 'node:path'
import type { WebhookPage } from '@anteroom/contract/api/webhooks'
import { expect, onTestFinished, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { quick, toLoopback } from './support/receiver.ts'

const app = await startTestApp(toLoopback, undefined, quick)
const root = path.join(import.meta.dirname, '../..')

function listen(settings: Record<string, string>, types: string[] = []) {
  const env = { ...process.env, NODE_OPTIONS: '', ...settings }
  const child = spawn(process.execPath, ['scripts/listen.mjs', ...types], { cwd: root, env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { said: () => said, stop: () => child.kill('SIGINT'), ended }
}

const webhooks = async () => (await app.call<WebhookPage>('GET', '/v1/webhooks')).body.content

test('events are printed as they come, and nothing of it is left behind', async () => {
  const { clientId, secret } = app.team
  const there = { ANTEROOM_URL: `${app.url}/v1`, ANTEROOM_CLIENT_ID: clientId, ANTEROOM_CLIENT_SECRET: secret }
  const listening = listen(there, ['session:create'])
  await expect.poll(listening.said).toContain('Ctrl-C')
  const { session_id } = await app.book()
  await expect
    .poll(listening.said)
    .toMatch(new RegExp(`session:create +{"teamId":"[^"]+","sessionId":"${session_id}"}`))
  expect(await webhooks()).toMatchObject([{ event_types: ['session:create'], enabled: true }])
  listening.stop()
  expect(await listening.ended).toBe(0)
  expect(await webhooks()).toEqual([])
})

test.each([
  ['no server', { ANTEROOM_URL: 'http://127.0.0.1:1' }, 'got no answer'],
  ['no address', { ANTEROOM_URL: 'video.clinic.example' }, 'ANTEROOM_URL is no address of a server'],
  ['half an address', { ANTEROOM_URL: 'http://[::1' }, 'ANTEROOM_URL is no address of a server'],
  ['no port', { ...credentials(), LISTEN_PORT: 'many' }, 'LISTEN_PORT "many" cannot be had'],
  ['another secret', { ANTEROOM_URL: app.url, ANTEROOM_CLIENT_ID: app.team.clientId }, '/v1/auth/token'],
  ['no demo', { DATA_DIR: '/nowhere' }, 'There is no demo'],
  ['a type that there is not', { ...credentials(), types: 'call:ends' }, '/event_types'],
])('with %s it says what is the matter', async (_what, { types, ...settings }: Record<string, string>, words) => {
  const listening = listen(settings, types ? [types] : [])
  expect(await listening.ended).toBe(1)
  expect(listening.said()).toContain(words)
  expect(listening.said()).not.toContain('    at ')
})

function credentials() {
  const { clientId, secret } = app.team
  return { ANTEROOM_URL: app.url, ANTEROOM_CLIENT_ID: clientId, ANTEROOM_CLIENT_SECRET: secret }
}
