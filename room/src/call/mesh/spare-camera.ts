import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { readStats } from './stats.ts'
import { beginning, judge } from './weak-line.ts'

const everyMs = 2_000
/** What a browser thinks of a line that has just opened is a guess. */
const settleMs = 6_000

type Options = {
  pc: RTCPeerConnection
  /** Whether there is a camera that could be paused. */
  hasCamera: () => boolean
  /** The judgement of the line is another one than before. */
  changed: () => void
  clock: Clock
}

/** Measures what a line bears while it is open, and says whether the camera has to be spared. */
export function spareCamera({ pc, hasCamera, changed, clock }: Options) {
  let judgement = beginning(clock.now())
  let cancel: (() => void) | null = null

  async function look() {
    // A connection that ends at this moment may have no statistics any more.
    const stats = await pc.getStats().catch(() => null)
    if (pc.connectionState !== 'connected') return stop()
    if (stats && hasCamera()) {
      const before = judgement.state
      judgement = judge(judgement, readStats(stats), clock.now())
      if (judgement.state !== before) changed()
    }
    plan(everyMs)
  }

  function plan(ms: number) {
    cancel?.()
    cancel = clock.after(ms, () => void look())
  }

  /** A line that is broken says nothing of how strong the next way will be. */
  function stop() {
    cancel?.()
    cancel = null
    judgement = { ...judgement, weakSince: null }
  }

  pc.addEventListener('connectionstatechange', () => {
    if (pc.connectionState !== 'connected') stop()
    else if (!cancel) plan(settleMs)
  })
  return { state: () => judgement.state, close: () => cancel?.() }
}
