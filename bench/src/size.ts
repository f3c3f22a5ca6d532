import { readdir, readFile, readlink } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Api, connect } from '@anteroom/e2e/api'
import pg from 'pg'
import { createRequests, loadHttp } from './http-load.ts'
import { startWithPostgres } from './postgres.ts'
import type { Figure } from './report.ts'
import { residentMb } from './resident.ts'
import { connectPage, type WirePage } from './wire-page.ts'

/** `SIZE=5 npm run bench size` measures with five times as many people. */
const scale = Number(process.env.SIZE ?? 1)
const idlePages = 2_000 * scale
const seats = 50
const calls = 60 * scale
/** About what two browsers send through the server until they have a connection: two descriptions, and candidates. */
const signalsOfCall = 24
const restMs = 12_000
const bookings = { connections: 32, seconds: 5 }
/** A process runs JavaScript on one core; more than this of it, and the slowest of a hundred answers take noticeably longer. */
const usable = 0.6
/** Between two measurements by `/proc`, in which time is counted in hundredths of a second. */
const ticksPerSecond = 100

/** Seconds of processor time that a process has had since it began. */
async function cpuOf(pid: number | string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // What stands in brackets may have blanks in it.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / ticksPerSecond
}

/** Of all processes that work in a folder, those included that have ended and were waited for by one that has not. */
async function cpuIn(folder: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const spent = pids.map(async (pid) => ((await readlink(`/proc/${pid}/cwd`)) === folder ? cpuOf(pid) : 0))
  return (await Promise.allSettled(spent)).reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
}

async function databaseBytes(config: ConstructorParameters<typeof pg.Client>[0]): Promise<number> {
  const client = new pg.Client(config)
  await client.connect()
  const { rows } = await client.query('select pg_database_size(current_database())::float8 as bytes')
  await client.end()
  return Number(rows[0]?.bytes)
}

type Spent = { server: number; database: number; seconds: number }

const ms = (seconds: number) => `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 1)} ms`

/**
 * What one of everything costs a server and its database, in memory and processor time, and what that comes to on a machine
 * like this one. Processor time says the same on a machine that is busy with other things.
 */
export async function measureSize(): Promise<Figure[]> {
  const { product, postgres, close } = await startWithPostgres({ ROOM_PAGES_AT_ONCE: '0', ROOM_PAGES_PER_MINUTE: '0' })
  const data = path.join(postgres.location, 'data')
  const pages: WirePage[] = []
  async function during(work: () => Promise<unknown>): Promise<Spent> {
    const at = async () => [await cpuOf(product.pid()), await cpuIn(data), performance.now()] as const
    const [server, database, start] = await at()
    await work()
    const [serverThen, databaseThen, end] = await at()
    return { server: serverThen - server, database: databaseThen - database, seconds: (end - start) / 1000 }
  }
  const memory = async () => (await residentMb([product.pid()]))[0] ?? 0
  try {
    const api = await connect(product.demo)
    const { post } = await createRequests(product)
    const request = post('/sessions', aSession())
    await loadHttp(product, { connections: 8, seconds: 2, next: () => request })
    const bytesBefore = await databaseBytes(postgres.config)
    let perSecond = 0
    const booking = await during(async () => {
      perSecond = (await loadHttp(product, { ...bookings, next: () => request })).perSecond
    })
    const booked = perSecond * bookings.seconds
    const bytes = (await databaseBytes(postgres.config)) - bytesBefore

    const links = await seatsOf(api, idlePages)
    const nothing = await during(() => pause(restMs))
    const before = await memory()
    const arriving = await during(async () => {
      while (links.length > 0) {
        const some = links.splice(0, 32).map((link) => connectPage(product.url, link))
        pages.push(...(await Promise.all(some)))
      }
    })
    await pause(restMs)
    const kilobytes = ((await memory()) - before) * 1024
    const idle = await during(() => pause(restMs))

    const pairs = await bookCalls(api, calls)
    const meeting = await during(async () => {
      for (const pair of pairs) pages.push(...(await meet(product.url, pair)))
    })
    const talking = await during(() => pause(restMs))

    const rest = (spent: Spent, other: Spent, people: number) =>
      Math.max(0, (spent.server - other.server) / spent.seconds / people)
    const each = {
      page: kilobytes / idlePages,
      arrival: arriving.server / idlePages,
      idleSecond: rest(idle, nothing, idlePages),
      meeting: meeting.server / calls,
      meetingOfDatabase: meeting.database / calls,
      callSecond: rest(talking, idle, calls * 2),
      booking: booking.server / booked,
      bookingOfDatabase: booking.database / booked,
      bookingBytes: bytes / booked,
    }
    tell(each, before, perSecond)
    return [
      figure(`memory of one of ${idlePages} idle pages`, `${each.page.toFixed(0)} kB`, each.page, 150, 'kB'),
      figure('the server’s processor time for a page that comes', ms(each.arrival), each.arrival * 1000, 20, 'ms'),
      figure('for one idle page, in a second', ms(each.idleSecond), each.idleSecond * 1000, 0.5, 'ms'),
      figure(`for a call of two that begins, one of ${calls}`, ms(each.meeting), each.meeting * 1000, 100, 'ms'),
      figure('for a booking', ms(each.booking), each.booking * 1000, 5, 'ms'),
    ]
  } finally {
    for (const page of pages) page.close()
    await close()
  }
}

type Each = {
  page: number
  arrival: number
  idleSecond: number
  meeting: number
  meetingOfDatabase: number
  callSecond: number
  booking: number
  bookingOfDatabase: number
  bookingBytes: number
}

function tell(each: Each, baseMb: number, perSecond: number) {
  const [{ model = 'a processor' } = {}] = cpus()
  const whole = (count: number) => Math.floor(count).toLocaleString('en')
  const idleByCpu = usable / Math.max(each.idleSecond, 1e-6)
  const lines = [
    ['one process of the server, before anybody comes', `${baseMb.toFixed(0)} MB`],
    ['a page that comes', `${each.page.toFixed(0)} kB, ${ms(each.arrival)} of a core`],
    ['while it is open, in a second', `${ms(each.idleSecond)} of a core`],
    ['while its person is in a call, in a second', `${ms(each.callSecond)} of a core more`],
    ['a call of two that begins', `${ms(each.meeting)} of the server, ${ms(each.meetingOfDatabase)} of the database`],
    ['a booking', `${ms(each.booking)} of the server, ${ms(each.bookingOfDatabase)} of the database`],
    ['its rows', `${(each.bookingBytes / 1024).toFixed(1)} kB of disk`],
    ['bookings, measured', `${whole(perSecond)} a second by ${bookings.connections} at once`],
  ]
  const width = Math.max(...lines.map(([name = '']) => name.length))
  console.log(`  ${availableParallelism()} cores (${model}), ${(totalmem() / 2 ** 30).toFixed(0)} GB of memory`)
  for (const [name = '', said] of lines) console.log(`  ${name.padEnd(width)}  ${said}`)
  const pages = whole(Math.min(idleByCpu, (1_048_576 - baseMb * 1024) / each.page))
  console.log(
    `  With 1 GB and ${usable * 100} % of a core, one process carries ${pages} open pages, or ${whole(usable / each.arrival)} that come in a second, or ${whole((usable * 60) / each.meeting)} calls that begin in a minute, or ${whole(usable / each.booking)} bookings a second.`,
  )
}

function figure(what: string, ours: string, value: number, limit: number, unit: string): Figure {
  return { what, ours, peer: `limit ${limit} ${unit}`, ratio: value / limit, bar: 1, lowerIsBetter: true }
}

function aSession() {
  const start = Date.now()
  return {
    session_name: 'Consultation',
    start_time: new Date(start).toISOString(),
    end_time: new Date(start + 3_600_000).toISOString(),
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
    ],
  }
}

const linkOf = (entryUrl: string) => entryUrl.split('/').at(-1) ?? ''

async function seatsOf(api: Api, count: number): Promise<string[]> {
  const links: string[] = []
  while (links.length < count) {
    const people = Array.from({ length: seats }, (_, seat) => ({ name: `Guest ${seat}`, role: 'guest' as const }))
    links.push(...(await api.book({ people })).participants.map(({ entry_url }) => linkOf(entry_url)))
  }
  return links.slice(0, count)
}

async function bookCalls(api: Api, count: number): Promise<string[][]> {
  const pairs: string[][] = []
  while (pairs.length < count) {
    const { participants } = await api.book({
      people: [
        { name: 'Dr Vega', role: 'host' },
        { name: 'Ana', role: 'participant' },
      ],
    })
    pairs.push(participants.map(({ entry_url }) => linkOf(entry_url)))
  }
  return pairs
}

/** Two come in, and send each other what browsers do until they are connected. */
async function meet(url: string, links: string[]): Promise<WirePage[]> {
  const pages = await Promise.all(links.map((link) => connectPage(url, link)))
  for (const page of pages) {
    const isIn = page.until(({ phase }) => phase.name === 'in-call')
    await page.ask('visit:enter', { name: 'Ana' })
    await isIn
  }
  const [one, other] = pages
  if (!one || !other) throw new Error('A call has two')
  while (one.view()?.people.length !== 1) await pause(5)
  const to = (page: WirePage) => page.view()?.people[0]
  for (let count = 0; count < signalsOfCall; count++) {
    const page = count % 2 === 0 ? one : other
    const them = to(page)
    // A description, and then candidates.
    const data = 'x'.repeat(count < 2 ? 4_000 : 300)
    await page.ask('call:signal', { to: them?.visitId, generation: them?.generation, data })
  }
  return pages
}
