import type { Traffic } from '../media.ts'

/**
 * How much the traffic of a connection has grown since it was last `counted`. It is counted by candidate pair, as all
 * browsers have these and each begins at zero and only grows: the sum of a transport shrinks in some of them when a way
 * is given up, and what is left of it would count as sent a second time when the sum begins anew.
 */
export function growth(ways: ReadonlyMap<string, Traffic>, counted: Map<string, Traffic>): Traffic {
  let grown: Traffic = { sent: 0, received: 0 }
  for (const [id, { sent, received }] of ways) {
    const before = counted.get(id) ?? { sent: 0, received: 0 }
    grown = plus(grown, { sent: Math.max(sent - before.sent, 0), received: Math.max(received - before.received, 0) })
    counted.set(id, { sent, received })
  }
  return grown
}

export const plus = (a: Traffic, b: Traffic): Traffic => ({ sent: a.sent + b.sent, received: a.received + b.received })
