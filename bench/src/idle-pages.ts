import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** What the parent process asks for: first pages that stay idle, then knocks at the door of the first one. */
export type Order = { connect: { url: string; links: string[] } } | { knock: { host: string; guests: string[] } }
export type Report = { connected: number } | { knocksMs: number[] }

/** A page as the server sees it, in a few kilobytes: Engine.IO 4 and Socket.IO 5 by hand, over WebSocket. */
type Page = {
  ask(event: string, payload: unknown): Promise<unknown>
  /** The first view from now on that fits. */
  until(fits: (view: { waiting: unknown[] }) => boolean): Promise<void>
}

const atOnce = 64
const pages = new Map<string, Page>()

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

function pageOf(link: string): Page {
  const page = pages.get(link)
  if (!page) throw new Error('That page is not connected')
  return page
}

function connectPage(url: string, link: string): Promise<Page> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  const answers = new Map<number, (answer: unknown) => void>()
  let asked = 0
  let seeView: ((view: { waiting: unknown[] }) => void) | null = null
  const page: Page = {
    ask(event, payload) {
      const id = asked++
      return new Promise((resolve, reject) => {
        answers.set(id, (answer) => {
          answers.delete(id)
          const isDone = (answer as { ok?: boolean }).ok
          if (isDone) resolve(answer)
          else reject(new Error(`${event} was answered with ${JSON.stringify(answer)}`))
        })
        socket.send(`42${id}${JSON.stringify([event, payload])}`)
      })
    },
    until(fits) {
      return new Promise((resolve) => {
        seeView = (view) => {
          if (!fits(view)) return
          seeView = null
          resolve()
        }
      })
    },
  }
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`The server hung up (${code})`)))
    socket.on('message', (data) => {
      const text = String(data)
      if (text === '2') socket.send('3')
      else if (text.startsWith('0')) {
        socket.send(`40${JSON.stringify({ link, browserKey: randomUUID(), pageId: randomUUID() })}`)
      } else if (text.startsWith('40')) resolve(page)
      else if (text.startsWith('44')) reject(new Error(`The server did not take a page: ${text}`))
      else if (text.startsWith('43')) {
        const [, id = '', answer = ''] = /^43(\d+)(.*)$/s.exec(text) ?? []
        answers.get(Number(id))?.(JSON.parse(answer)[0])
      } else if (seeView && text.startsWith('42["visit:view"')) seeView(JSON.parse(text.slice(2))[1])
    })
  })
}
