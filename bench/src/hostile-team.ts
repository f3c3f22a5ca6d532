import type { Api } from '@anteroom/e2e/api'
import type { Product } from '@anteroom/e2e/product'
import { enter } from './hostile-work.ts'
import { connectPage, type WirePage } from './wire-page.ts'

const pauseMs = 50
const knockPauseMs = 200
const seats = 50

/** When something began, and how long it took, in milliseconds. */
export type Sample = { at: number; ms: number }
export type Latencies = Record<'bookings' | 'pages' | 'knocks', Sample[]>

/** Two people in a call, by a page each. */
export type Call = [WirePage, WirePage]

export const linkOf = (entryUrl: string) => entryUrl.split('/').at(-1) ?? ''
export const hasEnded = (call: Call) => !call.every((page) => page.isInCall())

/** A host and somebody who needs nobody to let them in. */
export async function startCall(site: Product, links: [string, string]): Promise<Call> {
  const [host, other] = await Promise.all(links.map((link) => connectPage(site.url, link)))
  if (!host || !other) throw new Error('A call needs two')
  for (const page of [host, other]) await enter(page)
  return [host, other]
}

/** Works as a practice does for as long as `meanwhile` lasts: each thing again and again, one at a time. */
export async function measureTeam(
  team: Api,
  site: Product,
  calls: Call[],
  meanwhile: (until: AbortSignal) => Promise<void>,
): Promise<Latencies> {
  const end = new AbortController()
  const latencies: Latencies = { bookings: [], pages: [], knocks: [] }
  const { url } = await team.book()
  const page = `${site.url}/session/${linkOf(url('Ana'))}`

  async function again(what: keyof Latencies, work: () => Promise<void>) {
    while (!end.signal.aborted) {
      const start = performance.now()
      await work()
      latencies[what].push({ at: start, ms: performance.now() - start })
      await pause(pauseMs, end.signal)
    }
  }

  let host: WirePage | null = null
  let guests: string[] = []
  async function nextGuest() {
    if (!host || guests.length === 0) {
      const session = await bookSeats(team)
      const call = await startCall(site, [linkOf(session.url('Person 0')), linkOf(session.url('Person 1'))])
      calls.push(call)
      host = call[0]
      guests = session.participants
        .filter(({ role }) => role.toLowerCase() === 'guest')
        .map(({ entry_url }) => entry_url)
    }
    return { host, guest: await connectPage(site.url, linkOf(guests.pop() ?? '')) }
  }
  async function knocks() {
    while (!end.signal.aborted) {
      const { host, guest } = await nextGuest()
      const before = host.view()?.waiting.length ?? 0
      const start = performance.now()
      const shown = host.until(({ waiting }) => waiting.length > before)
      await Promise.all([guest.ask('visit:enter', {}), shown])
      latencies.knocks.push({ at: start, ms: performance.now() - start })
      await pause(knockPauseMs, end.signal)
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

function bookSeats(team: Api): ReturnType<Api['book']> {
  const roles = ['host', 'participant'] as const
  const people = Array.from({ length: seats }, (_, at) => ({
    name: `Person ${at}`,
    role: roles[at] ?? ('guest' as const),
  }))
  return team.book({ people })
}

export function pause(ms: number, until: AbortSignal) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    until.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
