import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** As much of a view as is looked at here. */
export type WireView = { phase: { name: string }; waiting: unknown[] }

/** A page as the server sees it, in a few kilobytes: Engine.IO 4 and Socket.IO 5 by hand, over WebSocket. */
export type WirePage = {
  ask(event: string, payload: unknown): Promise<unknown>
  /** The first view from now on that fits. */
  until(fits: (view: WireView) => boolean): Promise<void>
  /** Sends what it likes. */
  send(packet: string): void
  /** As it was last shown; null before. */
  view(): WireView | null
  isOpen(): boolean
  close(): void
}

export function connectPage(url: string, link: string): Promise<WirePage> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  const answers = new Map<number, (answer: unknown) => void>()
  let asked = 0
  let seeView: ((view: WireView) => void) | null = null
  let view: WireView | null = null
  const page: WirePage = {
    send: (packet) => socket.send(packet),
    view: () => view,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.close(),
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
      } else if (text.startsWith('42["visit:view"')) {
        view = JSON.parse(text.slice(2))[1] as WireView
        seeView?.(view)
      }
    })
  })
}
