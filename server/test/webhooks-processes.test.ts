import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startTestApp, type TestApp } from './support/app.ts'
import { testMasterKey } from './support/master-key.ts'
import { happen, quick, register, startReceiver, toLoopback, until, withStatus } from './support/receiver.ts'

test('several processes on one database deliver each event once', async () => {
  const first = await startTestApp(toLoopback, undefined, quick)
  const second = await startTestApp(toLoopback, first, quick)
  const third = await startTestApp(toLoopback, first, quick)
  try {
    const receiver = await startReceiver()
    await register(first, { url: receiver.url })
    const events = await Promise.all(Array.from({ length: 150 }, () => happen(first, first.team.teamId)))
    for (const { webhooks } of [first, second, third]) webhooks.nudge()
    await until(async () => expect(await statesOf(first)).toEqual([{ state: 'delivered', count: 150 }]))
    expect(receiver.ids().sort()).toEqual(idsOf(events))
  } finally {
    await Promise.all([second.close(), third.close()])
  }
})

test('events that a killed process has taken are delivered by another one', async () => {
  const app = await startTestApp(toLoopback, undefined, quick)
  const receiver = await startReceiver(() => {
    // Never answers.
  })
  await register(app, { url: receiver.url })
  await app.http.close()

  const other = await startElsewhere(app)
  const events = await Promise.all(Array.from({ length: 20 }, () => happen(app, app.team.teamId)))
  await until(async () => expect(await statesOf(app)).toEqual([{ state: 'pending', count: 20 }]))
  await until(() => expect(receiver.received).toHaveLength(3))
  await kill(other)
  const left = await happen(app, app.team.teamId)

  receiver.answer(withStatus(204))
  const next = await startTestApp(toLoopback, app, quick)
  try {
    await until(async () => expect(await statesOf(app)).toEqual([{ state: 'delivered', count: 21 }]))
    expect([...new Set(receiver.ids())].sort()).toEqual(idsOf([...events, left]))
  } finally {
    await next.close()
  }
})

test('a process that closes finishes what it can, and gives the rest back at once', async () => {
  const patient = { timing: { ...quick.timing, timeoutMs: 60_000, expireSeconds: 120 } }
  const app = await startTestApp(toLoopback, undefined, patient)
  const answers: (() => void)[] = []
  const receiver = await startReceiver((response) => void answers.push(() => response.writeHead(204).end()))
  await register(app, { url: receiver.url })
  const events = [await happen(app, app.team.teamId), await happen(app, app.team.teamId)]
  await until(() => expect(receiver.received).toHaveLength(2))
  const closed = app.http.close()
  answers[0]?.()
  await closed
  expect(await statesOf(app)).toEqual([
    { state: 'delivered', count: 1 },
    { state: 'pending', count: 1 },
  ])
  const { rows } = await app.database.pool.query('select count(*) from webhook_attempts')
  expect(rows[0].count).toBe(1)

  receiver.answer(withStatus(204))
  const next = await startTestApp(toLoopback, app, patient)
  try {
    await until(async () => expect(await statesOf(app)).toEqual([{ state: 'delivered', count: 2 }]))
    expect([...new Set(receiver.ids())].sort()).toEqual(idsOf(events))
  } finally {
    await next.close()
  }
})

/** How many deliveries there are of each state. */
async function statesOf({ database }: TestApp) {
  const { rows } = await database.pool.query(
    'select state, count(*) from webhook_deliveries group by state order by state',
  )
  return rows
}

function idsOf(events: { eventId: string }[]): string[] {
  return events.map(({ eventId }) => eventId).sort()
}

/** The app on the same database, as another process. */
async function startElsewhere({ database }: TestApp): Promise<ChildProcess> {
  const at = { ...inject('postgres'), database: database.pool.options.database }
  const program = `
    const from = (file) => import(${JSON.stringify(path.join(import.meta.dirname, '../src/'))} + file)
    const [{ createApp }, { loadConfig }, { createDatabase }, { systemClock }, { createIds }, { createLog }, { scriptOf },
      { openSealing }] =
      await Promise.all(['app.ts', 'config.ts', 'db/pool.ts', 'ground/clock.ts', 'ground/ids.ts', 'ground/log.ts', 'pages/embed/scripts.ts', 'sealing/sealing.ts'].map(from))
    const [at, settings, parts] = JSON.parse(process.argv[1])
    const config = loadConfig({ NODE_ENV: 'test', PUBLIC_URL: 'https://video.test', ...settings }, {})
    const assets = { main: '/room/main.js', start: '/room/start.js', styles: [], kept: new Map() }
    const embedScripts = { embed: scriptOf('embed', ''), check: scriptOf('check', '') }
    const rest = { clock: systemClock, ids: createIds(systemClock), log: createLog('silent'), assets, embedScripts }
    const database = createDatabase(at)
    const sealing = await openSealing({ db: database.kysely, config })
    const app = await createApp({ config, database, sealing, ...rest, ...parts })
    await app.http.listen({ host: '127.0.0.1', port: 0 })
    console.log('up')`
  const given = JSON.stringify([at, { ...toLoopback, MASTER_KEY: testMasterKey }, quick])
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => kill(child))
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The process ended with ${code}`)))
  await Promise.race([once(child.stdout, 'data'), ended])
  // Later it is killed.
  ended.catch(() => {})
  return child
}

async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
