import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { type Api, connect } from '@anteroom/e2e/api'
import type { Product } from '@anteroom/e2e/product'
import { type Attack, attackNames } from './hostile-attacks.ts'
import { otherTeam } from './other-team.ts'
import { startWithPostgres } from './postgres.ts'
import { type Figure, percentile } from './report.ts'
import { connectPage, type WirePage } from './wire-page.ts'

const secondsOfEach = 5
const quietSeconds = 20
const pauseMs = 50
const maxGrowthMb = 150

/** Of each of these, how long each took, in milliseconds. */
type Latencies = Record<'bookings' | 'pages' | 'knocks', number[]>

/** One guest's link attacks in every way that is known, while another team works: on one process, and on two. */
export async function measureHostile(): Promise<Figure[]> {
  return [...(await measureOn(1)), ...(await measureOn(2))]
}

async function measureOn(processes: 1 | 2): Promise<Figure[]> {
  const { product, startAnother, close } = await startWithPostgres({
    RATE_LIMIT_PER_MINUTE: '6000',
    // Everybody is on this machine here; in life the attacker has an address of their own.
    ROOM_PAGES_PER_MINUTE: '100000',
  })
  const other = processes === 2 ? await startAnother() : null
  const site = other ?? product
  const attacker = fork(new URL('hostile-attacks.ts', import.meta.url))
  try {
    const attacked = await connect(product.demo)
    const session = await attacked.book()
    const calls = [await hostOf(product, session.url('Dr Vega'))]
    const team = await otherTeam(product.demo, site.url)
    const link = session.url('Ana').split('/').at(-1) ?? ''

    const quiet = await measureTeam(team, site, calls, (until) => wait(quietSeconds, until))
    const before = residentMb(product.pid())
    const busy = await measureTeam(team, site, calls, async () => {
      for (const attack of attackNames) {
        const order: Attack = { attack, url: product.url, link, seconds: secondsOfEach }
        attacker.send(order)
        await once(attacker, 'message')
      }
    })
    const ended = calls.filter((page) => !page.isOpen() || page.view()?.phase.name !== 'in-call').length
    const growth = Math.max(0, residentMb(product.pid()) - before)
    const on = processes === 1 ? 'one process' : 'two processes'
    const figures = (['bookings', 'pages', 'knocks'] as const).map((what): Figure => {
      const [calm, under] = [percentile(quiet[what], 99), percentile(busy[what], 99)]
      return {
        what: `hostile guest, ${on}: another team's ${what}, p99`,
        ours: `${under.toFixed(1)} ms of ${busy[what].length}`,
        peer: `quiet ${calm.toFixed(1)} ms of ${quiet[what].length}`,
        ratio: under / calm,
        bar: 3,
        lowerIsBetter: true,
      }
    })
    const limits = { bar: 1, lowerIsBetter: true }
    return [
      ...figures,
      {
        what: `hostile guest, ${on}: calls that ended`,
        ours: `${ended} of ${calls.length}`,
        peer: 'none',
        ratio: ended,
        ...limits,
        bar: 0,
      },
      {
        what: `hostile guest, ${on}: memory that the server has grown by`,
        ours: `${Math.round(growth)} MB`,
        peer: `limit ${maxGrowthMb} MB`,
        ratio: growth / maxGrowthMb,
        ...limits,
      },
    ]
  } finally {
    attacker.kill()
    await other?.close()
    await close()
  }
}

/** Works as a practice does for as long as `meanwhile` lasts: each thing again and again, one at a time. */
async function measureTeam(
  team: Api,
  site: Product,
  calls: WirePage[],
  meanwhile: (until: AbortSignal) => Promise<void>,
): Promise<Latencies> {
  const end = new AbortController()
  const latencies: Latencies = { bookings: [], pages: [], knocks: [] }
  const { url } = await team.book()
  const page = onSite(site, url('Ana'))

  async function again(what: keyof Latencies, work: () => Promise<void>) {
    while (!end.signal.aborted) {
      const start = performance.now()
      await work()
      latencies[what].push(performance.now() - start)
      await wait(pauseMs / 1000, end.signal)
    }
  }

  let host: WirePage | null = null
  let guests: string[] = []
  async function knock() {
    if (!host || guests.length === 0) {
      const people = Array.from({ length: 50 }, (_, at) => ({
        name: `Person ${at}`,
        role: at === 0 ? ('host' as const) : ('guest' as const),
      }))
      const { participants, url } = await team.book({ people })
      host = await hostOf(site, url('Person 0'))
      calls.push(host)
      guests = participants.map(({ entry_url }) => entry_url).filter((link) => link !== url('Person 0'))
    }
    return { host, guest: await connectPage(site.url, guests.pop()?.split('/').at(-1) ?? '') }
  }
  async function knocks() {
    while (!end.signal.aborted) {
      const { host, guest } = await knock()
      const before = host.view()?.waiting.length ?? 0
      const start = performance.now()
      const shown = host.until(({ waiting }) => waiting.length > before)
      await Promise.all([guest.ask('visit:enter', {}), shown])
      latencies.knocks.push(performance.now() - start)
      await wait(0.2, end.signal)
    }
  }

  const working = Promise.all([
    again('bookings', async () => void (await team.book())),
    again('pages', async () => {
      const answer = await fetch(page)
      await answer.text()
      if (!answer.ok) throw new Error(`A page was answered with ${answer.status}`)
    }),
    knocks(),
  ])
  await Promise.race([meanwhile(end.signal), working])
  end.abort()
  await working
  return latencies
}

async function hostOf(site: Product, link: string): Promise<WirePage> {
  const host = await connectPage(site.url, link.split('/').at(-1) ?? '')
  const inCall = host.until(({ phase }) => phase.name === 'in-call')
  await host.ask('visit:enter', {})
  await inCall
  return host
}

const onSite = (site: Product, link: string) => `${site.url}${new URL(link).pathname}`

const wait = (seconds: number, until: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000)
    until.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

function residentMb(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}
