import type { Traffic } from '../media.ts'

/**
 * How much the traffic of a connection has grown since it was last `counted`. It is counted by candidate pair, as all
 * browsers have these and each begins at zero and only grows: the sum of a transport shrinks in some of them when a way
 * is given up, and what is left of it would count as sent a second time when the sum begins anew.
 */
export function growth(ways: ReadonlyMap<string, Traffic>, counted: Map<string, Traffic>): Traffic {
  let grown = noTraffic
  for (const [id, way] of ways) {
    const before = counted.get(id) ?? noTraffic
    grown = each((member) => grown[member] + Math.max(way[member] - before[member], 0))
    counted.set(id, way)
  }
  return grown
}

const each = (of: (member: keyof Traffic) => number): Traffic => ({
  sent: of('sent'),
  received: of('received'),
  relayed: of('relayed'),
})
export const noTraffic = each(() => 0)
export const plus = (a: Traffic, b: Traffic) => each((member) => a[member] + b[member])
