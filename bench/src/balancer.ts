import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** One address before several processes; new connections go to whichever it was last turned to. */
export async function startBalancer() {
  let port = 0
  const open = new Set<Socket>()
  const server = createServer((incoming) => {
    const outgoing = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The balancer has no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    turnTo(url: string) {
      port = Number(new URL(url).port)
    },
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
