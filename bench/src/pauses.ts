import { randomUUID } from 'node:crypto'
import { connect } from '@anteroom/e2e/api'
import type { Product } from '@anteroom/e2e/product'
import { type BenchCall, pause, startCalls } from './pauses-calls.ts'
import { type Site, startSite } from './pauses-site.ts'
import type { Figure } from './report.ts'

const callsEach = 5
const rightWithinMs = 5_000
/** Whoever is lost by a fault is lost by then: the grace, and what processes take to notice. */
const settleMs = 27_000
/** Of each process; what a single one has is tried in both directions. */
const clockShiftsMs = [
  [6_000, -6_000, 0],
  [600_000, -600_000, 0],
]
const shiftsFor = (count: number) =>
  clockShiftsMs.flatMap((shifts) => (count > 1 ? [shifts] : shifts.filter((ms) => ms !== 0).map((ms) => [ms])))

/** Does its harm and ends it; what is awaited from then on is that everything is right again. */
type Fault = { name: string; run(site: Site): Promise<void> }

const seconds = [8, 15, 40]
const faults: Fault[] = [
  ...seconds.map((long) => ({
    name: `a process stopped for ${long} s`,
    async run({ processes }: Site) {
      const pid = processes[0]?.pid() ?? 0
      process.kill(pid, 'SIGSTOP')
      await pause(long * 1_000)
      process.kill(pid, 'SIGCONT')
    },
  })),
  ...seconds.map((long) => ({
    name: `PostgreSQL stopped for ${long} s`,
    async run({ signalDatabase }: Site) {
      signalDatabase('SIGSTOP')
      await pause(long * 1_000)
      signalDatabase('SIGCONT')
    },
  })),
  {
    name: 'PostgreSQL restarted after 3 s',
    async run({ stopDatabase, startDatabase }) {
      await stopDatabase()
      await pause(3_000)
      await startDatabase()
    },
  },
  {
    name: 'PostgreSQL killed',
    async run({ signalDatabase, startDatabase }) {
      signalDatabase('SIGKILL')
      await pause(1_000)
      await startDatabase()
    },
  },
  {
    name: 'a process killed, and started after 3 s',
    async run({ processes: [first] }) {
      await first?.kill()
      await pause(3_000)
      await first?.start()
    },
  },
  {
    name: 'each connection terminated in turn',
    async run({ query }) {
      const rows = await query<{ pid: number }>(
        "select pid from pg_stat_activity where application_name = 'anteroom' and pid <> pg_backend_pid()",
      )
      for (const { pid } of rows) {
        await query('select pg_terminate_backend($1)', [pid])
        await pause(100)
      }
    },
  },
  {
    name: 'disk full for 8 s',
    async run({ fillDisk, clearDisk, startDatabase }) {
      await fillDisk()
      await pause(8_000)
      await clearDisk()
      // PostgreSQL ends when it cannot write its log; whoever runs it starts it again.
      await startDatabase()
    },
  },
]

/**
 * What ends calls, loses writes or leaves pages wrong: nothing of all that may happen to one process or to the database.
 * `PAUSES="disk" PROCESSES=2 npm run bench pauses` measures only the faults with that in their names, with so many processes.
 */
export async function measurePauses(): Promise<Figure[]> {
  const counts = process.env.PROCESSES ? [Number(process.env.PROCESSES)] : [1, 2, 3]
  const wanted = process.env.PAUSES ?? ''
  const figures: Figure[] = []
  for (const count of counts) {
    const chosen = faults.filter(({ name }) => name.includes(wanted))
    if (chosen.length > 0) figures.push(...(await withSite(count, [], chosen)))
    for (const shifts of shiftsFor(count)) {
      const name = `${nameOf(shifts)} for a while`
      if (name.includes(wanted)) figures.push(...(await withSite(count, shifts, [{ name, run: () => pause(8_000) }])))
    }
  }
  return figures
}

async function withSite(count: number, shifts: readonly number[], chosen: readonly Fault[]): Promise<Figure[]> {
  const site = await startSite(count, shifts)
  let calls: BenchCall[] = []
  try {
    const urls = site.processes.map(({ url }) => url)
    // Not the one that is stopped or killed, where there is another.
    const api = await connect((site.processes.at(-1) as Product).demo)
    calls = await startCalls(api, urls, callsEach)
    const callIds = await readCallIds(site, calls)
    const figures: Figure[] = []
    for (const fault of chosen) {
      const what = `${count} process${count > 1 ? 'es' : ''}, ${fault.name}`
      if (fault.name.startsWith('disk') && !site.hasDisk) {
        figures.push(notMeasured(what, 'this user may not mount a small disk'))
        continue
      }
      const booked = bookOn(api)
      await fault.run(site)
      const rightMs = await untilRight(calls)
      await pause(settleMs)
      const acknowledged = await booked.end()
      if (acknowledged.length === 0) throw new Error(`Nothing at all was booked: ${what}`)
      const lost = await countLost(site, acknowledged)
      const left = calls.flatMap((call) => call.left())
      const now = await readCallIds(site, calls)
      const ended = calls.filter(({ sessionId }) => now.get(sessionId) !== callIds.get(sessionId)).length + left.length
      console.log(
        `  ${what}: ${ended} calls ended or left, ${lost} of ${acknowledged.length} writes lost, right after ${Math.round(rightMs)} ms`,
      )
      figures.push(none(`${what}: calls ended or left`, ended), none(`${what}: acknowledged writes lost`, lost))
      figures.push(withinLimit(`${what}: until all views are right`, rightMs))
    }
    return figures
  } finally {
    for (const call of calls) call.end()
    await site.close()
  }
}

/** In milliseconds from now, until in each call something was asked, done and seen by both. */
async function untilRight(calls: readonly BenchCall[]): Promise<number> {
  const since = performance.now()
  const giveUpAt = since + 60_000
  while (!calls.every((call) => call.rightAt() > since) && performance.now() < giveUpAt) await pause(10)
  return performance.now() - since
}

/** Sessions are booked one after the other; each that was acknowledged has to be there later. */
function bookOn(api: Awaited<ReturnType<typeof connect>>) {
  const acknowledged: string[] = []
  let isEnded = false
  const booking = (async () => {
    while (!isEnded) {
      await api.book({ name: randomUUID() }).then(
        ({ session_id }) => acknowledged.push(session_id),
        () => {
          // Refused or unanswered: nothing was promised.
        },
      )
      await pause(100)
    }
  })()
  return {
    async end() {
      isEnded = true
      await booking
      return acknowledged
    },
  }
}

async function countLost(site: Site, acknowledged: readonly string[]): Promise<number> {
  const [stored] = await site.query<{ count: string }>(
    'select count(*) from sessions where session_id = any($1::uuid[])',
    [acknowledged],
  )
  return acknowledged.length - Number(stored?.count)
}

async function readCallIds(site: Site, calls: readonly BenchCall[]): Promise<Map<string, string | null>> {
  const rows = await site.query<{ session_id: string; call_id: string | null }>(
    'select session_id, call_id from sessions where session_id = any($1::uuid[])',
    [calls.map(({ sessionId }) => sessionId)],
  )
  return new Map(rows.map(({ session_id, call_id }) => [session_id, call_id]))
}

/** `clock +6 s`, or `clocks ±6 s` where there are several. */
function nameOf(shifts: readonly number[]): string {
  const [first = 0, ...others] = shifts
  const seconds = `${Math.abs(first) / 1_000} s`
  if (others.length > 0) return `clocks ±${seconds}`
  return `clock ${first < 0 ? '−' : '+'}${seconds}`
}

function notMeasured(what: string, why: string): Figure {
  return { ...none(`${what}: calls ended or left`, 0), ours: '–', notMeasured: why }
}

function none(what: string, count: number): Figure {
  return { what, ours: String(count), peer: 'none', ratio: count, bar: 0, lowerIsBetter: true }
}

function withinLimit(what: string, ms: number): Figure {
  const peer = `limit ${rightWithinMs} ms`
  return { what, ours: `${Math.round(ms)} ms`, peer, ratio: ms / rightWithinMs, bar: 1, lowerIsBetter: true }
}
