import { type AttackName, attacks } from './hostile-attacks.ts'
import { createCount } from './hostile-tally.ts'
import { ignored, type Order, type Report, type Working } from './hostile-work.ts'

/** What the parent process asks for. */
export type Command = { attack: AttackName; seconds: number; order: Order }

const everyMs = 20
const answeredWithinMs = 1_500

/** A process of its own, as an attacker's machine is; the parent says what, and is told what came of it. */
process.on('message', (command: Command) => {
  attack(command).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function attack({ attack, seconds, order }: Command): Promise<Report> {
  const count = createCount()
  const working: Working = await attacks[attack].begin(order, count)
  const underWay = new Set<Promise<unknown>>()
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const round: Promise<unknown> = working
      .once()
      // What came of it has been counted.
      .catch(ignored)
      .finally(() => underWay.delete(round))
    underWay.add(round)
    await pause(everyMs)
  }
  await Promise.race([Promise.all(underWay), pause(answeredWithinMs)])
  const others = working.end?.()
  return { tally: count.tally, calls: 0, callsEnded: 0, ...others }
}

function pause(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
