import net from 'node:net'
import type { Demo, Product } from '@anteroom/e2e/product'
import type { Load } from './report.ts'

/** Makes requests of a client of the demo's team. */
export async function createRequests({ url, demo }: Product) {
  const token = await getToken(url, demo)
  const { hostname } = new URL(url)
  const head = `HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n`
  return {
    get: (path: string) => Buffer.from(`GET /v1${path} ${head}\r\n`),
    post(path: string, json: unknown) {
      const body = JSON.stringify(json)
      const length = Buffer.byteLength(body)
      return Buffer.from(
        `POST /v1${path} ${head}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`,
      )
    },
  }
}

async function getToken(url: string, { client_id, client_secret }: Demo): Promise<string> {
  const response = await fetch(`${url}/v1/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}

/** Asks over HTTP for a while; each connection asks again when it has been answered. */
export async function loadHttp(
  { url }: Product,
  { connections, seconds, next }: { connections: number; seconds: number; next: () => Buffer },
): Promise<Load> {
  const { hostname, port } = new URL(url)
  const latenciesMs: number[] = []
  const start = Date.now()
  const end = start + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, () => keepAsking(Number(port), hostname, next, end, latenciesMs)),
  )
  return { perSecond: latenciesMs.length / ((Date.now() - start) / 1000), latenciesMs }
}

/** The least that speaks HTTP/1.1, so that what is measured is the server and not its client. */
function keepAsking(port: number, host: string, next: () => Buffer, end: number, latenciesMs: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host, noDelay: true })
    let head = ''
    let missing = Number.NaN
    let asked = 0
    const ask = () => {
      head = ''
      missing = Number.NaN
      asked = performance.now()
      socket.write(next())
    }
    socket.once('connect', ask)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('The server closed a connection')))
    socket.on('data', (data) => {
      if (Number.isNaN(missing)) {
        head += data.toString('latin1')
        const headEnd = head.indexOf('\r\n\r\n')
        if (headEnd < 0) return
        if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(head.slice(0, 400)))
        missing = headEnd + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1]) - head.length
      } else missing -= data.length
      if (missing > 0) return
      latenciesMs.push(performance.now() - asked)
      if (Date.now() < end) return ask()
      resolve()
      socket.end()
    })
  })
}
