import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectByTls } from 'node:tls'
import type { IceServer } from '@anteroom/contract/realtime'
import { createNetworks } from '../webhooks/networks.ts'
import { broken, doubtful, type Finding, fine, reasonOf } from './findings.ts'
import {
  allocateRequest,
  bindingRequest,
  type Credentials,
  lengthOf,
  readAnswer,
  releaseRequest,
  type StunAnswer,
} from './stun.ts'

const patienceMs = 5_000
/** What is lost on its way is sent again. */
const againAfterMs = [0, 500, 1_500, 3_000]

/** One way to a server of `STUN_URLS` or `TURN_URLS` (RFC 7064, RFC 7065). */
type Way = { host: string; port: number; transport: 'udp' | 'tcp' | 'tls'; isRelay: boolean }

export function wayOf(url: string): Way | null {
  const match = /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i.exec(url)
  if (!match) return null
  const [, scheme = '', host = '', port, given] = match
  const isByTls = scheme.toLowerCase().endsWith('s')
  const transport = isByTls ? 'tls' : given?.toLowerCase() === 'tcp' ? 'tcp' : 'udp'
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? (isByTls ? 5349 : 3478)),
    transport,
    isRelay: scheme.toLowerCase().startsWith('turn'),
  }
}

/** Tries each way by itself, as browsers would, from this machine. */
export async function lookAtRelays(servers: readonly IceServer[]): Promise<Finding[]> {
  const asked = servers.flatMap(({ urls, username, credential }) =>
    [urls].flat().map((url) => lookAt(url, username && credential ? { username, password: credential } : null)),
  )
  const found = await Promise.all(asked)
  if (servers.some(({ username }) => username)) return found
  const words =
    'No TURN server is set: people behind firewalls that let only web pages through get no sound and no picture.'
  return [...found, doubtful('TURN', words, 'Run one, and set TURN_URLS and TURN_SECRET (docs/self-hosting.md#turn).')]
}

async function lookAt(url: string, credentials: Credentials | null): Promise<Finding> {
  const way = wayOf(url)
  if (!way)
    return broken(url, 'This is no address of a STUN or TURN server.', 'Write it as turn:host:port?transport=udp.')
  try {
    await using line = await openLine(way)
    if (!way.isRelay || !credentials) {
      const { mapped } = await line.ask(bindingRequest())
      return fine(url, `It answers, and sees this machine at ${mapped ?? 'an address that it does not tell'}.`)
    }
    return await lookAtRelay(url, way, credentials, line.ask)
  } catch (error) {
    return unreachable(url, way, error)
  }
}

type Ask = (request: Buffer) => Promise<StunAnswer>

async function lookAtRelay(url: string, way: Way, credentials: Credentials, ask: Ask): Promise<Finding> {
  const { realm, nonce } = await ask(allocateRequest())
  if (realm === null || nonce === null) {
    const remedy = 'See whether it is a TURN server, and whether it has use-auth-secret.'
    return broken(url, 'It answers, and asks for no credentials as a TURN server does.', remedy)
  }
  const signing = { ...credentials, realm, nonce }
  const { isSuccess, code, relayed } = await ask(allocateRequest(signing))
  if (!isSuccess) return refused(url, code)
  await ask(releaseRequest(signing))
  if (relayed && isInside(relayed) && !isInside((await lookup(way.host)).address)) {
    const words = `It relays from ${relayed}, an address that nobody outside of its own network reaches.`
    return doubtful(url, words, 'Tell coturn its address outside: external-ip=<outside>/<inside>.')
  }
  return fine(url, `It relays, from ${relayed ?? 'an address that it does not tell'}.`)
}

function refused(url: string, code: number | null): Finding {
  if (code === 401) {
    const remedy = 'TURN_SECRET and its static-auth-secret have to be the same, and the clocks of both machines right.'
    return broken(url, 'It does not take the credentials that are made with TURN_SECRET.', remedy)
  }
  if (code === 486) {
    const remedy = 'Raise its user-quota and total-quota.'
    return broken(url, 'It has given away all the relays that it may give (486).', remedy)
  }
  return broken(url, `It gives no relay (${code ?? 'without saying why'}).`, 'Its own log says why.')
}

function unreachable(url: string, { host, port, transport }: Way, error: unknown): Finding {
  const { code = '' } = error as NodeJS.ErrnoException
  const over = transport === 'udp' ? 'UDP' : 'TCP'
  const words = `It does not answer over ${transport === 'tls' ? 'TLS' : over}: ${reasonOf(error)}.`
  if (code === 'ENOTFOUND') return broken(url, words, `See whether ${host} is written right, and known to the DNS.`)
  if (/CERT|SIGNATURE|ISSUER/.test(code)) {
    const remedy = `Give it a certificate that browsers trust, for the name ${host}, with all between that and the authority.`
    return broken(url, words, remedy)
  }
  return broken(
    url,
    words,
    `See whether it runs, and open port ${port} for ${over} in the firewalls on the way to ${host}.`,
  )
}

const internet = createNetworks([])
const isInside = (address: string) => !internet.allows(address, true)

type Line = AsyncDisposable & { ask: Ask }

const openLine = (way: Way): Promise<Line> => (way.transport === 'udp' ? openDatagrams(way) : openStream(way))

async function openDatagrams({ host, port }: Way): Promise<Line> {
  const { address, family } = await lookup(host)
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  // Connected, so that it hears of a port that is closed.
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, address, () => resolve())
  })
  return {
    ask: (request) =>
      within((resolve, reject) => {
        const timers = againAfterMs.map((ms) => setTimeout(() => socket.send(request), ms))
        const onMessage = (bytes: Buffer) => {
          const answer = readAnswer(bytes, request)
          if (answer) resolve(answer)
        }
        socket.on('message', onMessage).on('error', reject)
        return () => {
          for (const timer of timers) clearTimeout(timer)
          socket.off('message', onMessage).off('error', reject)
        }
      }),
    [Symbol.asyncDispose]: async () => void socket.close(),
  }
}

async function openStream({ host, port, transport }: Way): Promise<Line> {
  const isByTls = transport === 'tls'
  const socket: Socket = isByTls
    ? connectByTls({ host, port, ...(isIP(host) ? {} : { servername: host }) })
    : connect({ host, port })
  // What comes when nobody asks any more is nobody's business.
  socket.on('error', () => {})
  try {
    await within<void>((resolve, reject) => {
      socket.once(isByTls ? 'secureConnect' : 'connect', resolve).once('error', reject)
      return () => socket.off('error', reject)
    })
  } catch (error) {
    socket.destroy()
    throw error
  }
  return {
    ask: (request) =>
      within((resolve, reject) => {
        let got = Buffer.alloc(0)
        const onData = (bytes: Buffer) => {
          got = Buffer.concat([got, bytes])
          const answer = got.length >= (lengthOf(got) ?? Number.POSITIVE_INFINITY) ? readAnswer(got, request) : null
          if (answer) resolve(answer)
        }
        const onClose = () => reject(Object.assign(new Error(), { code: 'ECONNRESET' }))
        socket.on('data', onData).once('error', reject).once('close', onClose)
        socket.write(request)
        return () => socket.off('data', onData).off('error', reject).off('close', onClose)
      }),
    [Symbol.asyncDispose]: async () => void socket.destroy(),
  }
}

/** `begin` gives back what ends it. */
async function within<Outcome>(
  begin: (resolve: (outcome: Outcome) => void, reject: (error: unknown) => void) => () => unknown,
): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), patienceMs)
  const end = begin(resolve, reject)
  return promise.finally(() => {
    clearTimeout(timer)
    end()
  })
}
