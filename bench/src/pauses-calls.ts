import { randomUUID } from 'node:crypto'
import type { Api } from '@anteroom/e2e/api'
import { io } from 'socket.io-client'

/** What a page was last shown, as far as it matters here. */
type View = {
  revision: number
  phase: { name: string }
  locked: boolean
  me: { generation: number }
  people: { connected: boolean }[]
}

type Page = {
  view(): View | null
  /** Phases that it was in after it had been in the call. */
  left: string[]
  ask(event: string, payload?: unknown): Promise<{ ok: boolean }>
  close(): void
}

export type BenchCall = ReturnType<typeof createCall> & { sessionId: string }

/** Calls of two, a host and somebody who needs no admission. */
export async function startCalls(api: Api, urls: string[], count: number): Promise<BenchCall[]> {
  const calls: BenchCall[] = []
  for (let at = 0; at < count; at++) {
    const session = await api.book({
      people: [
        { name: 'Dr Vega', role: 'host' },
        { name: 'Ana', role: 'participant' },
      ],
    })
    // Spread over the processes, and the two of one call on different ones.
    const pages = ['Dr Vega', 'Ana'].map((name, seat) => openPage(urls, at + seat, session.url(name)))
    const [host, other] = pages as [Page, Page]
    calls.push({ sessionId: session.session_id, ...createCall(host, other) })
  }
  await Promise.all(calls.map((call) => call.begin()))
  return calls
}

function createCall(host: Page, other: Page) {
  let locked = false
  let isEnded = false
  let rightAt = 0

  /** One after the other: what was acknowledged last is what has to stand there. */
  async function writeOn() {
    while (!isEnded) {
      const next = !locked
      const askedAt = performance.now()
      const { ok } = await host.ask('door:lock', { locked: next })
      if (ok) {
        locked = next
        await seen(askedAt)
      }
      await pause(250)
    }
  }

  /** Until both pages show it, and each the other as connected; unless it takes too long, when the next write is tried. */
  async function seen(askedAt: number) {
    const giveUpAt = performance.now() + 2_000
    while (performance.now() < giveUpAt && !isEnded) {
      const areRight = [host, other].every((page) => {
        const view = page.view()
        return view?.phase.name === 'in-call' && view.locked === locked && view.people[0]?.connected
      })
      if (areRight) {
        rightAt = askedAt
        return
      }
      await pause(10)
    }
  }

  return {
    async begin() {
      for (const page of [host, other]) {
        await until(async () => page.view() !== null && (await page.ask('visit:enter')).ok)
        await until(async () => page.view()?.phase.name === 'in-call')
      }
      void writeOn()
    },
    /** When the newest write was asked that was then seen by everybody. */
    rightAt: () => rightAt,
    left: () => [...host.left, ...other.left],
    end() {
      isEnded = true
      host.close()
      other.close()
    },
  }
}

/** A page as the room's code connects it; a process that does not answer is passed over, as a balancer would. */
function openPage(urls: string[], first: number, entryUrl: string): Page {
  const handshake: Record<string, unknown> = {
    link: entryUrl.split('/').at(-1),
    browserKey: randomUUID(),
    pageId: randomUUID(),
  }
  const left: string[] = []
  let view: View | null = null
  let isClosed = false
  let at = first % urls.length
  const socket = io(urls[at] ?? '', {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    timeout: 3_000,
    auth: (give) => give(handshake),
  })
  socket.on('visit:view', (next: View) => {
    if (next.me.generation === view?.me.generation && next.revision < view.revision) return
    if (view?.phase.name === 'in-call' && next.phase.name !== 'in-call') left.push(next.phase.name)
    if (next.me.generation > 0) handshake.generation = next.me.generation
    view = next
  })
  const again = () => setTimeout(() => isClosed || socket.connect(), 300 + Math.random() * 300)
  socket.on('disconnect', again)
  socket.on('connect_error', () => {
    at = (at + 1) % urls.length
    Object.assign(socket.io, { uri: urls[at] })
    again()
  })
  return {
    view: () => view,
    left,
    ask: (event, payload = {}) =>
      socket
        .timeout(5_000)
        .emitWithAck(event, payload)
        .catch(() => ({ ok: false })),
    close() {
      isClosed = true
      socket.disconnect()
    },
  }
}

async function until(is: () => Promise<boolean>) {
  const deadline = Date.now() + 30_000
  while (!(await is())) {
    if (Date.now() > deadline) throw new Error('A call did not begin within 30 s')
    await pause(50)
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
