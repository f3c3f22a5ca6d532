import { connectPage, type WirePage } from './wire-page.ts'

/** What the parent process asks for: first pages that stay idle, then knocks at the door of the first one. */
export type Order = { connect: { url: string; links: string[] } } | { knock: { host: string; guests: string[] } }
export type Report = { connected: number } | { knocksMs: number[] }

const atOnce = 64
const pages = new Map<string, WirePage>()

process.on('message', (order: Order) => {
  const done = 'connect' in order ? connectAll(order.connect) : knockAll(order.knock)
  done.then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function connectAll({ url, links }: { url: string; links: string[] }): Promise<Report> {
  const left = [...links]
  const connectNext = async () => {
    for (let link = left.shift(); link !== undefined; link = left.shift()) pages.set(link, await connectPage(url, link))
  }
  await Promise.all(Array.from({ length: atOnce }, connectNext))
  return { connected: pages.size }
}

/** Each guest knocks once: from the word being sent until it is answered and the host has been shown who knocks. */
async function knockAll({ host, guests }: { host: string; guests: string[] }): Promise<Report> {
  const atHost = pageOf(host)
  await atHost.ask('visit:enter', {})
  const knocksMs: number[] = []
  for (const [before, guest] of guests.entries()) {
    const start = performance.now()
    const shown = atHost.until(({ waiting }) => waiting.length > before)
    await Promise.all([pageOf(guest).ask('visit:enter', {}), shown])
    knocksMs.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { knocksMs }
}

function pageOf(link: string): WirePage {
  const page = pages.get(link)
  if (!page) throw new Error('That page is not connected')
  return page
}
