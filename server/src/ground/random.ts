import { randomFillSync } from 'node:crypto'

const supply = Buffer.alloc(4096)
let used = supply.length

/**
 * Bytes that nobody can guess, from a supply that is filled at once: to ask the system for each sixteen of them takes longer
 * than all else that an id needs. What was given out is not kept here.
 */
export function takeRandom(size: number): Buffer {
  if (used + size > supply.length) {
    randomFillSync(supply)
    used = 0
  }
  const taken = Buffer.from(supply.subarray(used, used + size))
  supply.fill(0, used, used + size)
  used += size
  return taken
}
