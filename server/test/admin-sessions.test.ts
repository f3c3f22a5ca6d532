import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createCommands } from '../src/admin/commands.ts'
import { createPrinter } from '../src/admin/terminal.ts'
import { adminPartsOf, upToDate } from './support/admin.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'

const app = await startTestApp()

async function run(...words: string[]): Promise<string> {
  const out = new PassThrough()
  const terminal = {
    ...createPrinter(out),
    ask: async () => '',
    askPassword: async () => '',
    askSecrets: async () => [],
  }
  await createCommands((work) => work(adminPartsOf(app)), terminal, upToDate).parseAsync(words, { from: 'user' })
  out.end()
  return String(out.read() ?? '')
}

const show = async (...words: string[]) => JSON.parse(await run('--json', 'session', 'show', ...words))

/** What the audit log says of its being read. */
async function readsOf(sessionId: string) {
  await app.audit.seal()
  const lines = (await run('audit', 'export', 'first')).trim().split('\n')
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ action, target }) => target === sessionId && /read|list/.test(action))
}

test('a session is shown as it went, to somebody whom a practice has phoned', async () => {
  const { session_id, participants } = await app.book({
    session_name: 'Ana Lind, knee',
    external_id: 'visit-7',
    feature_flags: ['-plugin;waiting-room'],
  })
  const [host, guest] = participants
  expect(await show(session_id)).toMatchObject({
    team: 'first',
    externalId: 'visit-7',
    state: 'begun, nobody in the call',
    flags: '-plugin;waiting-room',
    participants: [
      { participantId: host?.participant_id, role: 'HOST', state: 'never opened the link', firstEntered: null },
      { participantId: guest?.participant_id, role: 'GUEST', state: 'never opened the link', left: null },
    ],
  })
  const page = await openPage(app.url, String(host?.entry_url))
  expect(await page.ask('visit:enter')).toEqual({ ok: true })
  const during = await show(session_id.toUpperCase())
  expect(during).toMatchObject({ state: 'in call', firstEntered: expect.any(String), lastLeft: null })
  expect(during.participants[0]).toMatchObject({ state: 'in the call', firstEntered: expect.any(String), left: null })
  expect(await page.ask('visit:leave')).toEqual({ ok: true })
  expect((await show(session_id)).participants[0]).toMatchObject({ left: expect.any(String), leftBy: 'left' })

  const table = await run('session', 'show', session_id)
  expect(table).toMatch(/^state +begun, nobody in the call$/m)
  expect(table).toContain('never opened the link')
  expect(table).not.toMatch(/Ana|knee/)
})

test('names are shown where they are asked for, and the audit log has who was read about', async () => {
  const { session_id } = await app.book({ session_name: 'Knee' })
  expect(JSON.stringify(await show(session_id))).not.toMatch(/Knee|"name"/)
  expect(await readsOf(session_id)).toMatchObject([{ action: 'session.read' }, { action: 'summary.read' }])
  const named = await show(session_id, '--names')
  expect(named.name).toBe('Knee')
  expect(named.participants.map(({ name }: { name: string }) => name)).toEqual(['Dr Host', 'Ms Guest'])
  const reads = await readsOf(session_id)
  expect(reads.map(({ action }) => action)).toEqual([
    'session.read',
    'summary.read',
    'session.read',
    'summary.read',
    'participant.list',
  ])
  expect(JSON.stringify(reads)).not.toContain('Knee')
})

test('a session that was cancelled or erased is shown as such', async () => {
  const early = { start_time: '2040-05-14T09:00:00Z', end_time: '2040-05-14T09:30:00Z', opens_before_minutes: 15 }
  const { session_id } = await app.book(early)
  expect(await show(session_id)).toMatchObject({ state: 'to come', opens: '2040-05-14T08:45:00.000Z' })
  await app.call('DELETE', `/v1/sessions/${session_id}`)
  expect(await show(session_id)).toMatchObject({ state: 'cancelled', cancelled: expect.any(String) })
  await run('erase', 'session', session_id)
  const erased = await show(session_id, '--names')
  expect(erased).toMatchObject({
    state: 'cancelled, erased',
    name: null,
    participants: [{ name: null }, { name: null }],
  })
})
