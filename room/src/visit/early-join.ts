import type { Answer } from '@anteroom/contract/realtime'

/** The Join that stands in the page before the room is drawn. */
export type EarlyJoin = {
  isAsked: boolean
  /** What to do when it is pressed, once the room's first script is there. */
  ask(): void
}

declare global {
  var earlyJoin: EarlyJoin | undefined
}

/**
 * Goes in for whoever presses Join before the room is drawn, or has pressed it before any script was there. The answer is
 * for the first screen that is drawn, once; null when nobody has pressed it.
 */
export function createEarlyJoin(enter: () => Promise<Answer<'visit:enter'>>) {
  const early = globalThis.earlyJoin
  let answer: Promise<Answer<'visit:enter'>> | null = null
  if (early) {
    early.ask = () => {
      answer = enter()
    }
    if (early.isAsked) early.ask()
  }
  return () => {
    const taken = answer
    answer = null
    return taken
  }
}
