import { randomUUID } from 'node:crypto'
import type { Answer, VisitView } from '@anteroom/contract/realtime'
import { io } from 'socket.io-client'
import { onTestFinished } from 'vitest'

/** A page that connects again by itself, as the room's does, to whichever process answers. */
export type LastingPage = {
  view(): VisitView | null
  /** Every phase that it was ever in, in order. */
  phases: string[]
  /** What the server has said of itself. */
  states: boolean[]
  ask(event: string, payload?: unknown): Promise<Answer>
  close(): void
}

/** `urls`: of the processes, as a balancer would try them. */
export function openLastingPage(urls: string[], entryUrl: string): LastingPage {
  const handshake: Record<string, unknown> = {
    link: entryUrl.split('/').at(-1),
    browserKey: randomUUID(),
    pageId: randomUUID(),
  }
  const phases: string[] = []
  const states: boolean[] = []
  let view: VisitView | null = null
  let isClosed = false
  let at = 0
  const socket = io(urls[0] ?? '', {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    timeout: 3_000,
    // Proxies in tests have certificates that they made themselves.
    rejectUnauthorized: false,
    auth: (give) => give(handshake),
  })
  socket.on('visit:view', (next: VisitView) => {
    if (next.me.generation === view?.me.generation && next.revision < view.revision) return
    view = next
    if (next.me.generation > 0) handshake.generation = next.me.generation
    if (phases.at(-1) !== next.phase.name) phases.push(next.phase.name)
  })
  socket.on('service:state', ({ available }: { available: boolean }) => states.push(available))
  const again = () => setTimeout(() => isClosed || socket.connect(), 300)
  socket.on('disconnect', again)
  socket.on('connect_error', () => {
    at = (at + 1) % urls.length
    Object.assign(socket.io, { uri: urls[at] })
    again()
  })
  const close = () => {
    isClosed = true
    socket.disconnect()
  }
  onTestFinished(close)
  return {
    view: () => view,
    phases,
    states,
    ask: (event, payload = {}) => socket.timeout(15_000).emitWithAck(event, payload),
    close,
  }
}
