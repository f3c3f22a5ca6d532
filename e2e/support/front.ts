import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { hearPath, sayPath, standInForRtc } from './rtc-stand-in.ts'

/** Where a product is reached that has this for its public address: its pages have there what stands in for WebRTC. */
export type Front = {
  origin: string
  close(): Promise<void>
}

const scriptPath = '/stand-in/script.js'

/** A script that notes each fault of the page it stands in, for `faults`. Runs in the page. */
function noteFaults() {
  const faults: string[] = []
  Reflect.set(window, 'faultsOfTest', faults)
  addEventListener('error', ({ message }) => faults.push(message))
  addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason)))
}

/** The faults that a page has had since it was loaded. Runs in the page. */
export const faults = (): string[] => Reflect.get(window, 'faultsOfTest')

const script = `(${noteFaults})();(${standInForRtc})(${JSON.stringify({ hear: hearPath, say: sayPath })})`

/** `product`: where it will listen. */
export async function startFront(product: string): Promise<Front> {
  const { hostname, port, host } = new URL(product)
  const open = new Set<Socket>()
  const ears = new Map<string, ServerResponse>()
  const asProduct = (headers: IncomingMessage['headers']) => ({
    ...headers,
    host,
    ...(headers.origin ? { origin: product } : {}),
    // Pages are changed on the way.
    'accept-encoding': 'identity',
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', product)
    if (pathname === scriptPath) return void response.setHeader('content-type', 'text/javascript').end(script)
    if (pathname === hearPath) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n')
      ears.set(searchParams.get('page') ?? '', response)
      return
    }
    if (pathname === sayPath) {
      const message = await textOf(request)
      const [page = ''] = (JSON.parse(message) as { to: string }).to.split(':')
      ears.get(page)?.write(`data: ${message}\n\n`)
      return void response.writeHead(204).end()
    }
    pass(request, response)
  }

  function pass(request: IncomingMessage, response: ServerResponse) {
    const onwards = httpRequest({
      hostname,
      port,
      method: request.method,
      path: request.url,
      headers: asProduct(request.headers),
    })
    onwards.on('response', async (answer) => {
      const { 'content-length': _, ...headers } = answer.headers
      const isPage = headers['content-type']?.startsWith('text/html')
      response.writeHead(answer.statusCode ?? 502, isPage ? headers : answer.headers)
      if (isPage) response.end(withScript(await textOf(answer)))
      else answer.pipe(response)
    })
    onwards.on('error', () => response.destroy())
    response.on('close', () => onwards.destroy())
    request.pipe(onwards)
  }

  const server = createServer((request, response) => void answer(request, response))
  server.on('upgrade', (request, socket: Socket) => {
    const onwards = connect(Number(port), hostname)
    const headers = Object.entries(asProduct(request.headers)).map(([name, value]) => `${name}: ${value}\r\n`)
    onwards.write(`GET ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`)
    for (const [one, other] of [
      [socket, onwards],
      [onwards, socket],
    ] as const) {
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The front has no address')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

/** Before all other scripts, with the word by which the page's policy knows its own. */
function withScript(html: string): string {
  const [, nonce = ''] = /<script nonce="([^"]+)"/.exec(html) ?? /nonce="([^"]+)"/.exec(html) ?? []
  return html.replace('<head>', () => `<head><script nonce="${nonce}" src="${scriptPath}"></script>`)
}
