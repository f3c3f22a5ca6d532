import type { Sealing } from '../../src/sealing/sealing.ts'

/** How many sealed values were opened until `work` was done. */
export async function opensDuring(sealing: Sealing, work: () => Promise<unknown>) {
  let opened = 0
  const { openOptional } = sealing
  sealing.openOptional = (...given) => {
    opened += 1
    return openOptional(...given)
  }
  try {
    await work()
  } finally {
    sealing.openOptional = openOptional
  }
  return opened
}
