import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type Api, connect } from '@anteroom/e2e/api'
import { startProduct } from '@anteroom/e2e/product'
import type { Order, Report } from './idle-pages.ts'
import { type Figure, median } from './report.ts'
import { residentMb } from './resident.ts'

const sessions = 200
const seats = 50
const knocks = 20
/** Above this a machine that is only slow would not fail; something is stuck. */
const withinMs = 90_000

/** Many pages that only stay connected, to one process: what they cost it, and whether it still hears a knock. */
export async function measureIdle(): Promise<Figure[]> {
  // They all come from here.
  const product = await startProduct({ ROOM_PAGES_AT_ONCE: '0', ROOM_PAGES_PER_MINUTE: '0' })
  const pages = fork(new URL('idle-pages.ts', import.meta.url))
  try {
    const api = await connect(product.demo)
    const links: string[][] = []
    for (let count = 0; count < sessions; count++) links.push(await bookSeats(api))
    const [before = 0] = await residentMb([product.pid()])
    const order = async (order: Order): Promise<Report> => {
      pages.send(order)
      const until = AbortSignal.timeout(withinMs)
      const ended = once(pages, 'exit', { signal: until }).then(() => {
        throw new Error('The process that connects pages ended before its work was done')
      })
      const [report] = await Promise.race([once(pages, 'message', { signal: until }), ended])
      return report as Report
    }
    const connected = await order({ connect: { url: product.url, links: links.flat() } })
    if (!('connected' in connected) || connected.connected !== sessions * seats)
      throw new Error('Not all are connected')
    // Longer than a round of pings, so that what is measured is a server at rest.
    await new Promise((resolve) => setTimeout(resolve, 12_000))
    const [resident = 0] = await residentMb([product.pid()])
    const [[host = '', ...guests] = []] = links
    const knocked = await order({ knock: { host, guests: guests.slice(0, knocks) } })
    if (!('knocksMs' in knocked)) throw new Error('Nobody knocked')
    const slowest = Math.max(...knocked.knocksMs)
    console.log(
      `  ${Math.round(before)} MB before anybody came; knocks ${median(knocked.knocksMs).toFixed(1)} ms in the middle`,
    )
    return [
      {
        what: `${sessions * seats} idle pages, memory of the server`,
        ours: `${Math.round(resident)} MB`,
        peer: 'limit 900 MB',
        ratio: resident / 900,
        bar: 1,
        lowerIsBetter: true,
      },
      {
        what: `the slowest of ${knocks} knocks meanwhile, until the host sees it`,
        ours: `${slowest.toFixed(1)} ms`,
        peer: 'limit 100 ms',
        ratio: slowest / 100,
        bar: 1,
        lowerIsBetter: true,
      },
    ]
  } finally {
    pages.kill()
    await product.close()
  }
}

/** The entry links' last parts, the host's first. */
async function bookSeats(api: Api): Promise<string[]> {
  const people = Array.from({ length: seats }, (_, seat) => {
    return { name: seat === 0 ? 'Dr Vega' : `Guest ${seat}`, role: seat === 0 ? ('host' as const) : ('guest' as const) }
  })
  const session = await api.book({ people })
  const links = session.participants.map(({ entry_url, role }) => ({ role, link: entry_url.split('/').at(-1) ?? '' }))
  links.sort((a, b) => Number(b.role.toLowerCase() === 'host') - Number(a.role.toLowerCase() === 'host'))
  return links.map(({ link }) => link)
}
