import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { startTestApp } from './support/app.ts'
import { type LastingPage, openLastingPage } from './support/lasting-page.ts'
import { startOwnPostgres } from './support/own-postgres.ts'
import { startServerProcess } from './support/process.ts'

/** As an address, since a path may have blanks in it, which part options. */
const shiftedClock = new URL('support/shifted-clock.ts', import.meta.url)
const settings = (shiftMs: number) => ({
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://video.test',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_PER_MINUTE: '0',
  NODE_OPTIONS: `--import=${shiftedClock}`,
  SHIFT_MS: String(shiftMs),
})
/** As long as views may take to be right again. */
const soon = { timeout: 5_000, interval: 20 }
const pauseMs = 8_000
/** The grace, and what processes take to notice. */
const lostAfterMs = 22_000

// Most of its time it waits, and that is what it is about: whoever would be lost is lost 20 seconds later.
test('of two processes with wrong clocks one is stopped, and then the database: nobody leaves the call', async () => {
  const postgres = await startOwnPostgres()
  const app = await startTestApp({}, { database: postgres.database })
  const people = ['host', 'participant'].map((role) => ({ display_name: `The ${role}`, role }))
  const { participants } = await app.book({ participants: people })
  await app.close()
  const [ahead, behind] = await Promise.all([
    startServerProcess(postgres.database, settings(6_000)),
    startServerProcess(postgres.database, settings(-600_000)),
  ])
  const urls = [ahead.url, behind.url]
  const [host, other] = participants.map(({ entry_url }, at) =>
    openLastingPage([urls[at] ?? '', ...urls], entry_url),
  ) as [LastingPage, LastingPage]
  for (const page of [host, other]) {
    await vi.waitFor(() => expect(page.phases).toEqual(['precall']), soon)
    expect(await page.ask('visit:enter')).toEqual({ ok: true })
  }

  let locked = false
  /** What the host does is done, the other sees it, and each sees the other's page connected. */
  async function proveIt() {
    locked = !locked
    expect(await host.ask('door:lock', { locked })).toEqual({ ok: true })
    const seen = () => [host, other].map((page) => [page.view()?.people.map(({ connected }) => connected), page.phases])
    const inCall = [[true], ['precall', 'in-call']]
    await vi.waitFor(() => expect([other.view()?.locked, ...seen()]).toEqual([locked, inCall, inCall]), soon)
  }
  await proveIt()
  ahead.child.kill('SIGSTOP')
  await pause(pauseMs)
  ahead.child.kill('SIGCONT')
  await proveIt()
  postgres.signal('SIGSTOP')
  await pause(pauseMs)
  postgres.signal('SIGCONT')
  await proveIt()
  await pause(lostAfterMs)
  await proveIt()
  expect([ahead.child.exitCode, behind.child.exitCode]).toEqual([null, null])
}, 120_000)
