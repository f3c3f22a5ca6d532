import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { connect, type Socket } from 'node:net'

export type Front = {
  /** What is done with WebSockets: firewalls that look into TLS may refuse them. */
  setWebSockets(are: 'passed on' | 'refused'): void
  /** How many WebSockets were passed on. */
  webSockets(): number
  close(): Promise<void>
}

type Options = { socketPath: string; to: string; key: string; certificate: string }

/** The reverse proxy that ends TLS, on a Unix socket: that is reached from every network namespace. */
export async function startFront({ socketPath, to, key, certificate }: Options): Promise<Front> {
  const { hostname, port } = new URL(to)
  let refuses = false
  let passedOn = 0
  const open = new Set<Socket>()

  function pass(request: IncomingMessage, response: ServerResponse) {
    const { method, url, headers } = request
    const onwards = httpRequest({ hostname, port, method, path: url, headers: { ...headers, ...forwarded } })
    onwards.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onwards.on('error', () => response.destroy())
    response.on('close', () => onwards.destroy())
    request.pipe(onwards)
  }

  function upgrade(request: IncomingMessage, socket: Socket) {
    if (refuses) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    passedOn += 1
    const headers = Object.entries({ ...request.headers, ...forwarded }).map(([name, value]) => `${name}: ${value}\r\n`)
    const onwards = connect(Number(port), hostname)
    onwards.write(`GET ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`)
    for (const [one, other] of [
      [socket, onwards],
      [onwards, socket],
    ] as const) {
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  }

  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, pass)
  server.on('upgrade', upgrade)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(socketPath)
  await once(server, 'listening')
  return {
    setWebSockets(are) {
      refuses = are === 'refused'
    },
    webSockets: () => passedOn,
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}

const forwarded = { 'x-forwarded-proto': 'https' }
