import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** As much of a view as is looked at here. */
export type WireView = {
  phase: { name: string }
  me: { visitId: string }
  people: { visitId: string; generation: number }[]
  waiting: { visitId: string }[]
  payments?: { paymentId: string }[]
}

/** What became of what a page has sent: done, a problem's code, or that its line was closed before an answer came. */
export type Outcome = 'ok' | 'line closed' | (string & {})

/** A page as the server sees it, in a few kilobytes: Engine.IO 4 and Socket.IO 5 by hand, over WebSocket. */
export type WirePage = {
  /** Throws where the answer is a no. */
  ask(event: string, payload: unknown): Promise<void>
  /** The same, and what stands in the answer. */
  askFor<Told>(event: string, payload: unknown): Promise<Told>
  /** The same, and the answer is told. */
  attempt(event: string, payload: unknown): Promise<Outcome>
  /** With a payload that is JSON already, or not. */
  attemptRaw(event: string, json: string): Promise<Outcome>
  /** The first view from now on that fits. */
  until(fits: (view: WireView) => boolean): Promise<void>
  /** As it was last shown; null before. */
  view(): WireView | null
  /** How much has come. */
  received: { views: number; signals: number }
  isOpen(): boolean
  isInCall(): boolean
  close(): void
}

/** A page that the server has not taken, and what it was told. */
class NotLetIn extends Error {
  override name = 'NotLetIn'
}

/** `more`: what the handshake carries besides, or in place of what it always does. */
export function connectPage(url: string, link: string, more: Record<string, unknown> = {}): Promise<WirePage> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  const answers = new Map<number, (outcome: Outcome, answer?: unknown) => void>()
  let asked = 0
  let seeView: ((view: WireView) => void) | null = null
  let view: WireView | null = null
  const received = { views: 0, signals: 0 }
  const isOpen = () => socket.readyState === WebSocket.OPEN
  const page: WirePage = {
    view: () => view,
    received,
    isOpen,
    isInCall: () => isOpen() && view?.phase.name === 'in-call',
    close: () => socket.close(),
    attemptRaw(event, json) {
      if (!isOpen()) return Promise.resolve('line closed')
      const id = asked++
      return new Promise((resolve) => {
        answers.set(id, resolve)
        socket.send(`42${id}["${event}",${json}]`)
      })
    },
    attempt: (event, payload) => page.attemptRaw(event, JSON.stringify(payload)),
    async ask(event, payload) {
      const outcome = await page.attempt(event, payload)
      if (outcome !== 'ok') throw new Error(`${event} came to this: ${outcome}`)
    },
    askFor: <Told>(event: string, payload: unknown) =>
      new Promise<Told>((resolve, reject) => {
        const id = asked++
        answers.set(id, (outcome, answer) => {
          if (outcome === 'ok') resolve(answer as Told)
          else reject(new Error(`${event} came to this: ${outcome}`))
        })
        socket.send(`42${id}["${event}",${JSON.stringify(payload)}]`)
      }),
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
  socket.on('close', () => {
    for (const answer of answers.values()) answer('line closed')
    answers.clear()
  })
  return new Promise((resolve, reject) => {
    socket.on('error', (error) => reject(new NotLetIn('no connection', { cause: error })))
    socket.once('close', () => reject(new NotLetIn('line closed')))
    socket.on('message', (data) => {
      const text = String(data)
      if (text === '2') socket.send('3')
      else if (text.startsWith('0')) {
        socket.send(`40${JSON.stringify({ link, browserKey: randomUUID(), pageId: randomUUID(), ...more })}`)
      } else if (text.startsWith('40')) resolve(page)
      else if (text.startsWith('44')) reject(new NotLetIn(String(JSON.parse(text.slice(2)).message)))
      else if (text.startsWith('43')) {
        const [, id = '', json = ''] = /^43(\d+)(.*)$/s.exec(text) ?? []
        const [answer] = JSON.parse(json) as [{ ok: boolean; problem?: string }]
        answers.get(Number(id))?.(answer.ok ? 'ok' : (answer.problem ?? 'no'), answer)
        answers.delete(Number(id))
      } else if (text.startsWith('42["visit:view"')) {
        received.views += 1
        view = JSON.parse(text.slice(2))[1] as WireView
        seeView?.(view)
      } else if (text.startsWith('42["call:signal"')) received.signals += 1
    })
  })
}
