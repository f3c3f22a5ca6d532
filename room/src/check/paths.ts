import { type CheckWay, checkWays } from '@anteroom/contract/connection-check'
import type { IceServer } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { limited, within } from '@anteroom/ui/ground/within.ts'
import { type Path, wayOf } from './judge.ts'
import { openLoopback } from './loopback.ts'

/** What was tried, and a configuration by which a relay can be reached, if one can. */
export type Tried = { paths: Path[]; relay: RTCConfiguration | null }

const serverMs = 6_000
const mediaMs = 9_000

type Status = 'ok' | 'warning' | 'failed'

type Attempt = {
  way: CheckWay
  ms: number
  /** Calls `reached` when somebody answers, whether or not anything comes through. */
  work: (until: AbortSignal, reached: () => void) => Promise<void>
  relay?: RTCConfiguration
}

/** Tries each way by itself, all at the same time. */
export async function tryPaths(
  iceServers: readonly IceServer[],
  { relayOnly, clock, until }: { relayOnly: boolean; clock: Clock; until: AbortSignal },
): Promise<Tried> {
  const hasMedia = typeof RTCPeerConnection !== 'undefined'
  const attempts: Attempt[] = [
    { way: 'websocket', ms: serverMs, work: tryWebSocket },
    { way: 'long-polling', ms: serverMs, work: tryLongPolling },
    ...(hasMedia ? mediaAttempts(iceServers).filter(({ relay }) => relay || !relayOnly) : []),
  ]
  const outcomes = await Promise.all(
    attempts.map(async (attempt) => ({ ...attempt, status: await statusOf(attempt, clock, until) })),
  )
  const ofWay = (way: CheckWay) => outcomes.filter((outcome) => outcome.way === way)
  const paths = checkWays
    .filter((way) => ofWay(way).length > 0)
    // Of several relays of one kind, one is enough.
    .map((way): Path => ({ way, status: bestOf(ofWay(way).map(({ status }) => status)) }))
  const open = checkWays.flatMap(ofWay).find(({ status, relay }) => status === 'ok' && relay)
  return { paths, relay: open?.relay ?? null }
}

function mediaAttempts(iceServers: readonly IceServer[]): Attempt[] {
  const stun = iceServers.flatMap(({ urls }) => urls.filter((url) => /^stuns?:/i.test(url)))
  const relayed = iceServers.flatMap(({ urls, ...key }) =>
    urls.flatMap((url): Attempt[] => {
      const way = wayOf(url)
      const relay: RTCConfiguration = { iceServers: [{ urls: [url], ...key }], iceTransportPolicy: 'relay' }
      return way ? [{ way, ms: mediaMs, work: tryLoopback(relay), relay }] : []
    }),
  )
  return [
    { way: 'direct', ms: mediaMs, work: tryLoopback({}) },
    ...(stun.length > 0 ? [{ way: 'reflexive', ms: mediaMs, work: tryReflexive(stun) } as const] : []),
    ...relayed,
  ]
}

const bestOf = (statuses: Status[]) => (['ok', 'warning'] as const).find((one) => statuses.includes(one)) ?? 'failed'

async function statusOf({ ms, work }: Attempt, clock: Clock, until: AbortSignal): Promise<Status> {
  let isReached = false
  try {
    await work(limited(clock, ms, until), () => {
      isReached = true
    })
    return 'ok'
  } catch {
    // Whatever is in the way: that something is, is what was to be found out.
    return isReached ? 'warning' : 'failed'
  }
}

/** A relay may answer and yet not pass anything on to itself: then it may still do so for a call. */
function tryLoopback(config: RTCConfiguration) {
  return async (until: AbortSignal, reached: () => void) => {
    const offered = ({ type }: RTCIceCandidate) => void (type === 'relay' && reached())
    const { close } = await openLoopback(config, until, offered)
    close()
  }
}

/** Whether a STUN server tells us our address. One that has no other than its own is told nothing new. */
function tryReflexive(urls: string[]) {
  return async (until: AbortSignal) => {
    const pc = new RTCPeerConnection({ iceServers: [{ urls }] })
    const told = new Promise<void>((resolve, reject) => {
      let failure: string | null = null
      pc.onicecandidateerror = ({ errorText }) => {
        failure = errorText
      }
      pc.onicecandidate = ({ candidate }) => {
        if (candidate?.type === 'srflx') resolve()
        else if (!candidate && failure !== null) reject(new Error(failure))
        else if (!candidate) resolve()
      }
    })
    try {
      pc.createDataChannel('check')
      await pc.setLocalDescription()
      await within(until, told)
    } finally {
      pc.close()
    }
  }
}

/** The first packet that our server sends: Engine.IO's `open` (its protocol, version 4). */
const openPacket = '0'
const closePacket = '1'
const lineAddress = (transport: string) => new URL(`/socket.io/?EIO=4&transport=${transport}`, location.href)

async function tryWebSocket(until: AbortSignal) {
  const address = lineAddress('websocket')
  address.protocol = address.protocol.replace('http', 'ws')
  const socket = new WebSocket(address)
  const opened = new Promise<void>((resolve, reject) => {
    socket.onmessage = ({ data }) =>
      String(data).startsWith(openPacket) ? resolve() : reject(new Error('Somebody else answers'))
    socket.onclose = () => reject(new Error('The connection was closed'))
  })
  try {
    await within(until, opened)
  } finally {
    socket.close()
  }
}

/** Asks for a line as Socket.IO does, and gives it back. */
async function tryLongPolling(until: AbortSignal) {
  const address = lineAddress('polling')
  const options = { cache: 'no-store', signal: until } as const
  const opened = await (await fetch(address, options)).text()
  if (!opened.startsWith(openPacket)) throw new Error('Somebody else answers')
  const { sid } = JSON.parse(opened.slice(openPacket.length)) as { sid: string }
  address.searchParams.set('sid', sid)
  const closed = await fetch(address, { ...options, method: 'POST', body: closePacket })
  if (!closed.ok) throw new Error(`The server answers ${closed.status}`)
}
