import { randomUUID } from 'node:crypto'
import type { Answer, ServerEvents, ViewChanges, VisitView } from '@anteroom/contract/realtime'
import { viewWith } from '@anteroom/contract/view-changes'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'

type Signal = Parameters<ServerEvents['call:signal']>[0]

/** A page as the room's code connects one, without a browser around it. */
export type TestPage = {
  socket: Socket
  view(): VisitView
  /** Calls it with each view that comes, whichever way. */
  onView(seen: (view: VisitView) => void): void
  signals: Signal[]
  /** Until the view is as wanted. */
  until(is: (view: VisitView) => boolean, what?: string): Promise<VisitView>
  ask(event: string, payload?: unknown): Promise<Answer>
  leaveNetwork(): void
  comeBack(): void
}

type Opening = {
  browserKey?: string
  pageId?: string
  transports?: string[]
  /** Where a proxy says that it comes from. */
  address?: string
  /** Further members of the handshake. */
  more?: Record<string, unknown>
}

export async function openPage(url: string, entryUrl: string, opening: Opening = {}): Promise<TestPage> {
  const page = connectPage(url, entryUrl, opening)
  await page.until(() => true, 'a first view')
  return page
}

export function connectPage(url: string, entryUrl: string, opening: Opening = {}): TestPage {
  const { browserKey = randomUUID(), pageId = randomUUID(), transports = ['websocket'], address, more = {} } = opening
  const extraHeaders = address ? { 'x-forwarded-for': address } : {}
  const handshake: Record<string, unknown> = {
    link: entryUrl.split('/').at(-1),
    browserKey,
    pageId,
    changes: true,
    ...more,
  }
  let view: VisitView | null = null
  const signals: Signal[] = []
  const waiting = new Set<() => void>()
  const watching: ((view: VisitView) => void)[] = []
  const auth = (give: (auth: object) => void) => give(handshake)
  const socket: Socket = io(url, { transports, reconnection: false, forceNew: true, extraHeaders, auth })
  const shown = (next: VisitView) => {
    view = next
    if (next.me.generation > 0) handshake.generation = next.me.generation
    for (const see of watching) see(next)
    for (const look of waiting) look()
  }
  socket.on('visit:view', shown)
  socket.on('visit:changes', (changes: ViewChanges) => view && shown(viewWith(view, changes)))
  socket.on('call:signal', (signal: Signal) => signals.push(signal))
  onTestFinished(() => void socket.disconnect())

  return {
    socket,
    signals,
    view() {
      if (!view) throw new Error('the page has no view yet')
      return view
    },
    onView: (seen) => void watching.push(seen),
    until: (is, what = String(is)) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`never came: ${what}; the last view was ${JSON.stringify(view)}`))
        }, 20_000)
        function look() {
          if (!view || !is(view)) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(view)
        }
        waiting.add(look)
        look()
      }),
    ask: (event, payload = {}) => socket.timeout(5_000).emitWithAck(event, payload),
    leaveNetwork: () => void socket.disconnect(),
    comeBack: () => void socket.connect(),
  }
}

export const inPhase = (name: VisitView['phase']['name']) => (view: VisitView) => view.phase.name === name
