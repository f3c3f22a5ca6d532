import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { type Api, connect } from '@anteroom/e2e/api'
import type { Command } from './hostile-attacker.ts'
import { type AttackName, attacks } from './hostile-attacks.ts'
import { missed, printTally } from './hostile-tally.ts'
import {
  type Call,
  hasEnded,
  type Latencies,
  linkOf,
  measureTeam,
  pause,
  type Sample,
  startCall,
} from './hostile-team.ts'
import type { Order, Report } from './hostile-work.ts'
import { otherTeam } from './other-team.ts'
import { startWithPostgres } from './postgres.ts'
import { type Figure, percentile } from './report.ts'
import { residentMb, watchResident } from './resident.ts'

const secondsOfEach = 5
/** A process that has just been started is slow and small: what is attacked and measured is one that is in use. */
const warmUpMs = 10_000
const quietMs = 20_000
const maxGrowthMb = 150
const crowdSize = 20
/** Longer than an attack takes, with what comes before and after it. */
const attackWithinMs = 60_000

/** What came of an attack, and when it was. */
type Attacked = Report & { attack: AttackName; from: number; to: number }

const names = Object.keys(attacks) as AttackName[]

/** Guests' links attack in each of the ways that are listed, while another team works: one process, and two. */
export async function measureHostile(): Promise<Figure[]> {
  return [...(await measureOn(1)), ...(await measureOn(2))]
}

async function measureOn(processes: 1 | 2): Promise<Figure[]> {
  const { product, startAnother, close } = await startWithPostgres({
    RATE_LIMIT_PER_MINUTE: '6000',
    // Everybody is on this machine here; in life the attacker has an address of their own.
    ROOM_PAGES_PER_MINUTE: '100000',
    ROOM_PAGES_AT_ONCE: '0',
  })
  const other = processes === 2 ? await startAnother() : null
  const site = other ?? product
  const sites = other ? [product, other] : [product]
  const pids = sites.map((one) => one.pid())
  const attacker = fork(new URL('hostile-attacker.ts', import.meta.url))
  try {
    const attacked = await bookAttacked(await connect(product.demo))
    const calls: Call[] = [await startCall(product, attacked.seated)]
    const team = await otherTeam(product.demo, site.url)

    await Promise.all(
      sites.map(async (one) => {
        const busy = await otherTeam(product.demo, one.url)
        await measureTeam(busy, one, calls, (until) => pause(warmUpMs, until))
      }),
    )
    const sinceQuiet = watchMachine()
    const quiet = await measureTeam(team, site, calls, (until) => pause(quietMs, until))
    const machine = { quiet: sinceQuiet(), busy: 0 }
    const before = await residentMb(pids)
    const sinceBusy = watchMachine()
    const resident = watchResident(pids)
    const reports: Attacked[] = []
    const busy = await measureTeam(team, site, calls, async () => {
      for (const [at, attack] of names.entries()) {
        const order = { ...attacked.orderOf(at), url: product.url, farUrl: site.url }
        const from = performance.now()
        const report = await command(attacker, { attack, seconds: secondsOfEach, order })
        reports.push({ ...report, attack, from, to: performance.now() })
      }
    })
    machine.busy = sinceBusy()
    const samples = await resident.end()
    const growth = before.map((mb, at) => Math.max(0, ...samples.map((sample) => (sample.mb[at] ?? 0) - mb)))
    const on = processes === 1 ? 'one process' : 'two processes'
    console.log(
      `  ${on}: the machine was busy for ${machine.quiet} % of the quiet time, ${machine.busy} % under attack`,
    )
    return [
      ...latencyFigures(on, quiet, busy),
      ...harmFigures(on, calls, reports, growth),
      reachFigure(on, reports, busy, samples),
    ]
  } finally {
    attacker.kill()
    await other?.close()
    await close()
  }
}

/** A session with guests of which each attack gets its own, as what they may do is counted by link; and a large one. */
async function bookAttacked(api: Api) {
  const guests = names.flatMap((_, at) => [`Guest ${at}`, `Second ${at}`])
  const session = await api.book({
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ben', role: 'participant' },
      { name: 'Dr Roth', role: 'host' },
      ...guests.map((name) => ({ name, role: 'guest' as const })),
    ],
  })
  const link = (name: string) => linkOf(session.url(name))
  const crowd = await api.book({
    people: Array.from({ length: crowdSize }, (_, at) => ({
      name: `Person ${at}`,
      role: at === 0 ? ('host' as const) : ('participant' as const),
    })),
  })
  return {
    seated: [link('Dr Vega'), link('Ben')] as [string, string],
    orderOf: (at: number): Omit<Order, 'url' | 'farUrl'> => ({
      guest: link(`Guest ${at}`),
      second: link(`Second ${at}`),
      host: link('Dr Roth'),
      seated: link('Ben'),
      crowd: Array.from({ length: crowdSize }, (_, at) => linkOf(crowd.url(`Person ${at}`))),
    }),
  }
}

async function command(attacker: ChildProcess, ordered: Command): Promise<Report> {
  const done = new AbortController()
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(attackWithinMs)])
  const ended = once(attacker, 'exit', { signal }).then(() => {
    throw new Error(`The attacker ended in "${ordered.attack}"`)
  })
  attacker.send(ordered)
  try {
    const [report] = await Promise.race([once(attacker, 'message', { signal }), ended])
    return report as Report
  } finally {
    done.abort()
  }
}

function latencyFigures(on: string, quiet: Latencies, busy: Latencies): Figure[] {
  return (['bookings', 'pages', 'knocks'] as const).map((what) => {
    const [calm = 0, under = 0] = [quiet, busy].map((latencies) => percentile(msOf(latencies[what]), 99))
    return {
      what: `hostile guest, ${on}: another team's ${what}, p99`,
      ours: `${under.toFixed(1)} ms of ${busy[what].length}`,
      peer: `quiet ${calm.toFixed(1)} ms of ${quiet[what].length}`,
      ratio: under / calm,
      bar: 3,
      lowerIsBetter: true,
    }
  })
}

function harmFigures(
  on: string,
  calls: readonly Call[],
  reports: readonly Attacked[],
  growth: readonly number[],
): Figure[] {
  const ended = calls.filter(hasEnded).length + sumOf(reports.map(({ callsEnded }) => callsEnded))
  const count = calls.length + sumOf(reports.map(({ calls }) => calls))
  return [
    {
      what: `hostile guest, ${on}: calls that ended`,
      ours: `${ended} of ${count}`,
      peer: 'none',
      ratio: ended,
      bar: 0,
      lowerIsBetter: true,
    },
    {
      what: `hostile guest, ${on}: memory that a server has grown by meanwhile`,
      ours: `${growth.map((mb) => Math.round(mb)).join(' and ')} MB`,
      peer: `limit ${maxGrowthMb} MB`,
      ratio: Math.max(...growth) / maxGrowthMb,
      bar: 1,
      lowerIsBetter: true,
    },
  ]
}

/** What came of each attack stands below the table: one that reached nothing has proved nothing. */
function reachFigure(
  on: string,
  reports: readonly Attacked[],
  busy: Latencies,
  samples: readonly { at: number; mb: number[] }[],
): Figure {
  const notes: string[] = []
  let failed = 0
  for (const { attack, tally, from, to } of reports) {
    const during = <One extends { at: number }>(all: readonly One[]) => all.filter(({ at }) => at >= from && at < to)
    const slowest = Object.entries(busy).map(
      ([what, all]) => `${what} ${Math.round(Math.max(0, ...msOf(during(all))))} ms`,
    )
    const most = Math.max(0, ...during(samples).flatMap(({ mb }) => mb))
    notes.push(`${on}, ${attack}: ${printTally(tally)}`)
    notes.push(`  the other team's slowest: ${slowest.join(', ')}; server at most ${Math.round(most)} MB`)
    const without = missed(tally, attacks[attack].reaches)
    if (without.length === 0) continue
    failed += 1
    notes.push(`  HAS NOT COME TO ${without.map((reach) => reach.join(': ')).join(', ')}`)
  }
  return {
    what: `hostile guest, ${on}: attacks that did not get as far as they have to`,
    ours: `${failed} of ${names.length}`,
    peer: 'none',
    ratio: failed,
    bar: 0,
    lowerIsBetter: true,
    notes,
  }
}

/** In percent of all its processors since; others who work on it make all that is measured slow. */
function watchMachine(): () => number {
  const times = () => cpus().flatMap(({ times }) => Object.values(times))
  const idle = () => sumOf(cpus().map(({ times }) => times.idle))
  const [before, idleBefore] = [sumOf(times()), idle()]
  return () => Math.round(100 * (1 - (idle() - idleBefore) / (sumOf(times()) - before)))
}

const msOf = (samples: readonly Sample[]) => samples.map(({ ms }) => ms)
const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
