import type { Traffic } from '../media.ts'

/** The statistics of one way between two browsers (WebRTC Statistics, RTCIceCandidatePairStats). */
type Pair = Partial<Pick<RTCIceCandidatePairStats, 'bytesSent' | 'bytesReceived'>>

/**
 * How much the traffic of a connection has grown since it was last `counted`. It is counted by candidate pair, as all
 * browsers have these and each begins at zero and only grows: the sum of a transport shrinks in some of them when a way
 * is given up, and what is left of it would count as sent a second time when the sum begins anew.
 */
export function growth(stats: Iterable<RTCStats>, counted: Map<string, Traffic>): Traffic {
  let grown: Traffic = { sent: 0, received: 0 }
  for (const entry of stats) {
    if (entry.type !== 'candidate-pair') continue
    const { bytesSent: sent = 0, bytesReceived: received = 0 } = entry as Pair
    const before = counted.get(entry.id) ?? { sent: 0, received: 0 }
    grown = plus(grown, { sent: Math.max(sent - before.sent, 0), received: Math.max(received - before.received, 0) })
    counted.set(entry.id, { sent, received })
  }
  return grown
}

export const plus = (a: Traffic, b: Traffic): Traffic => ({ sent: a.sent + b.sent, received: a.received + b.received })
