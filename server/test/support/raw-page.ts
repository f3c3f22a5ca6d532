import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** A connection that sends what it likes: Engine.IO 4 and Socket.IO 5 by hand, over WebSocket. */
export async function connectRaw(url: string, query = '') {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket${query}`)
  const received: string[] = []
  const looking = new Set<() => void>()
  let isClosed = false
  const look = () => {
    for (const one of looking) one()
  }
  socket.addEventListener('message', ({ data }) => {
    if (data === '2') return socket.send('3')
    received.push(String(data))
    look()
  })
  socket.addEventListener('close', () => {
    isClosed = true
    look()
  })
  socket.addEventListener('error', () => {})
  onTestFinished(() => socket.close())
  await once(socket, 'open')

  function until<T>(find: () => T | undefined | false, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never came: ${what}; received ${received.join(' ')}`)), 15_000)
      const look = () => {
        const found = find()
        if (found === undefined || found === false) return
        clearTimeout(timer)
        looking.delete(look)
        resolve(found)
      }
      looking.add(look)
      look()
    })
  }

  let asked = 0
  return {
    received,
    send: (packet: string | Uint8Array<ArrayBuffer>) => socket.send(packet),
    /** The first packet that begins so. */
    packet: (start: string) => until(() => received.find((text) => text.startsWith(start)), start),
    closed: () => until(() => isClosed, 'the end of the connection'),
    isClosed: () => isClosed,
    /** Sends an event with whatever JSON as its payload, and resolves to its answer. */
    async ask(event: string, json: string): Promise<unknown> {
      asked += 1
      const start = `43${asked}[`
      socket.send(`42${asked}["${event}",${json}]`)
      const answer = await until(() => received.find((text) => text.startsWith(start)), `an answer to ${event}`)
      return JSON.parse(answer.slice(start.length - 1))[0]
    },
  }
}
