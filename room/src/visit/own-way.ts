import { phases } from '@anteroom/contract/phases'
import type { ProblemCode } from '@anteroom/contract/problems'
import type { Answer, VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { OwnStore } from '@anteroom/ui/ground/store.ts'
import { pause } from '@anteroom/ui/ground/within.ts'

type Options = {
  view: OwnStore<VisitView>
  ask(event: 'visit:enter' | 'visit:leave' | 'visit:refresh'): Promise<Answer>
  clock: Clock
  until: AbortSignal
}

const againMs = 1_000
const longestMs = 16_000
/** Problems that decide nothing, so that one may ask again. All other refusals are final. */
const passing: readonly ProblemCode[] = ['unavailable', 'too-many-requests', 'internal']

/**
 * Where the page goes by itself, ahead of the server: back into the call that it was lost from, if that goes on, and
 * out of it at once when its person leaves, even while the server cannot be told.
 */
export function createOwnWay({ view, ask, clock, until }: Options) {
  /** What the server last said of a page that is on its way back in. */
  let lost: VisitView | null = null
  let isOut = false
  let hasLeft = false

  /** Asks until there is an answer that lasts; null when it is not wanted any more. */
  async function askUntilAnswered(event: 'visit:enter' | 'visit:leave', isWanted: () => boolean) {
    let waitMs = againMs
    while (isWanted() && !until.aborted) {
      const answer = await ask(event)
      if (answer.ok || !passing.includes(answer.problem)) return answer
      // A server that is back is told at once; one that has too much to do gets more and more time.
      waitMs = answer.problem === 'unavailable' ? againMs : Math.min(waitMs * 2, longestMs)
      await pause(clock, waitMs, until)
    }
    return null
  }

  async function goBack() {
    const answer = await askUntilAnswered('visit:enter', () => lost !== null)
    const said = lost
    lost = null
    if (answer && !answer.ok && said) view.set(said)
  }

  return {
    /** Whether a view of the server's is shown; else the page is on a way of its own. */
    isShown(next: VisitView): boolean {
      const { phase } = next
      if (isOut) {
        isOut = phases[phase.name].leadsToCall
        return !isOut
      }
      const isLost = phase.name === 'exit' && phase.reason === 'lost' && phase.mayReturn
      if (!isLost || hasLeft || view.get().phase.name !== 'in-call') {
        lost = null
        return true
      }
      const isUnderWay = lost !== null
      lost = next
      if (!isUnderWay) void goBack()
      return false
    },

    /** Its person has asked to go out; `goOut` when there was no answer. */
    asksOut() {
      hasLeft = true
      lost = null
    },
    goOut() {
      if (!phases[view.get().phase.name].leadsToCall) return
      isOut = true
      view.set({
        ...view.get(),
        phase: { name: 'exit', reason: 'left', mayReturn: true, by: null },
        people: [],
        waiting: [],
      })
      void askUntilAnswered('visit:leave', () => isOut)
    },

    /**
     * The server knows nothing of the page's link any more, so no view will say where it is. One that was told why before
     * knows better, as one that was loaded again after its visit had ended, and has no link.
     */
    endsHere() {
      const { name } = view.get().phase
      if (name === 'ended' || name === 'removed') return
      hasLeft = true
      isOut = false
      lost = null
      view.set({ ...view.get(), phase: { name: 'unknown' }, people: [], waiting: [] })
    },

    /** Its person asks to go in, `answered` with this. The server may never have heard that they were out. */
    asksIn() {
      hasLeft = false
      const wasOut = isOut
      isOut = false
      return (answer: Answer) => {
        if (wasOut && answer.ok) void ask('visit:refresh')
      }
    },
  }
}
