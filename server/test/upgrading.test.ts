import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { canHoldPorts, startAtHeldPort } from './support/held-port.ts'
import { openLastingPage } from './support/lasting-page.ts'
import { testMasterKey } from './support/master-key.ts'
import { addressOf, freePort, startServerProcess } from './support/process.ts'
import { ask, hasProxy, startProxy } from './support/proxies.ts'

const app = await startTestApp()
const settings = {
  NODE_ENV: 'production',
  PUBLIC_URL: app.config.publicUrl,
  LOG_LEVEL: 'error',
  TRUST_PROXY: 'loopback',
  RATE_LIMIT_PER_MINUTE: '0',
}

/** Books and reads, one after the other, until it is told to stop; what was not answered with 200 is kept. */
function book(url: string) {
  const failed: string[] = []
  let isEnough = false
  let answered = 0
  const body = JSON.stringify(aBooking())
  const once = async (way: string, sent?: string) => {
    const answer = await ask(url, way, app.team.token, sent).catch((error: unknown) => ({
      status: 0,
      text: String(error),
    }))
    if (answer.status === 200) answered += 1
    else failed.push(`${sent ? 'POST' : 'GET'} ${way}: ${answer.status} ${answer.text}`)
    return answer
  }
  const ended = (async () => {
    while (!isEnough) {
      const { status, text } = await once('/v1/sessions', body)
      if (status === 200) await once(`/v1/sessions/${JSON.parse(text).session_id}`)
    }
  })()
  const stop = async () => {
    isEnough = true
    await ended
    return { failed, answered }
  }
  return { stop, answered: () => answered }
}

type Replaceable = { url: string; replace(): Promise<void> }

/** A process that has its port by itself: nobody listens there while it is replaced. */
async function startAtOwnPort(): Promise<Replaceable> {
  const PORT = String(await freePort())
  const start = () => startServerProcess(app.database, { ...settings, PORT })
  let { url, child } = await start()
  return {
    url,
    async replace() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      expect(await ended).toEqual([0, null])
      ;({ url, child } = await start())
    },
  }
}

const startAtPortOfSystemd = () =>
  startAtHeldPort({ ...settings, MASTER_KEY: testMasterKey, DATABASE_URL: addressOf(app.database) })

/** Replaces one process after the other, under requests without a pause and with two people in a call. */
async function update(processes: readonly Replaceable[], url: string) {
  const people = ['host', 'participant'].map((role) => ({ display_name: `The ${role}`, role }))
  const { participants } = await app.book({ participants: people })
  const pages = participants.map(({ entry_url }) => openLastingPage([url], entry_url))
  for (const page of pages) {
    await expect.poll(() => page.phases).toEqual(['precall'])
    expect(await page.ask('visit:enter')).toEqual({ ok: true })
  }

  const clients = Array.from({ length: 4 }, () => book(url))
  const more = async (count: number) => {
    const before = clients.map((client) => client.answered())
    await expect.poll(() => clients.every((client, at) => client.answered() > Number(before[at]) + count)).toBe(true)
  }
  await more(5)
  for (const { replace } of processes) {
    await replace()
    await more(5)
  }
  const results = await Promise.all(clients.map((client) => client.stop()))
  expect(results.flatMap(({ failed }) => failed)).toEqual([])
  // Both are connected again, and have never been anywhere else.
  await expect.poll(async () => pages[0]?.ask('door:lock', { locked: true })).toEqual({ ok: true })
  await expect.poll(() => pages[1]?.view()?.locked).toBe(true)
  for (const page of pages) expect(page.phases).toEqual(['precall', 'in-call'])
}

describe('while processes are replaced no request fails, and nobody leaves a call', () => {
  test.runIf(canHoldPorts)(
    'with one process, the port of which systemd holds',
    async () => {
      const only = await startAtPortOfSystemd()
      await update([only], only.url)
    },
    120_000,
  )

  test.runIf(canHoldPorts && hasProxy('nginx'))(
    'with two of them behind nginx as it is documented',
    async () => {
      const [one, other] = [await startAtPortOfSystemd(), await startAtPortOfSystemd()]
      await update([one, other], await startProxy('nginx', [one.url, other.url]))
    },
    120_000,
  )

  test.runIf(hasProxy('caddy'))(
    'with two that have their ports by themselves, behind Caddy as it is documented',
    async () => {
      const [one, other] = [await startAtOwnPort(), await startAtOwnPort()]
      await update([one, other], await startProxy('caddy', [one.url, other.url]))
    },
    120_000,
  )
})
