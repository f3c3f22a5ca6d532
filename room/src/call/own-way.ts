import { callPhases } from '@anteroom/contract/phases'
import type { Answer, VisitView } from '@anteroom/contract/realtime'
import type { OwnStore } from './store.ts'

type Options = {
  view: OwnStore<VisitView>
  ask(event: 'visit:enter' | 'visit:leave' | 'visit:refresh'): Promise<Answer>
  until: AbortSignal
}

const againMs = 1_000

/**
 * Where the page goes by itself, other than the server has it: back into the call that it was lost from while it went on,
 * and out of it at once when its person leaves, also while the server cannot be told.
 */
export function createOwnWay({ view, ask, until }: Options) {
  /** What the server last said of a page that is on its way back in. */
  let lost: VisitView | null = null
  let isOut = false
  let hasLeft = false

  async function goBack() {
    while (lost && !until.aborted) {
      const answer = await ask('visit:enter')
      if (!answer.ok && answer.problem === 'unavailable') {
        await pause(againMs)
        continue
      }
      const said = lost
      lost = null
      if (!answer.ok && said) view.set(said)
    }
  }

  async function tellThatWeLeft() {
    while (isOut && !until.aborted) {
      const answer = await ask('visit:leave')
      if (answer.ok || answer.problem !== 'unavailable') return
      await pause(againMs)
    }
  }

  return {
    /** Whether a view of the server's is shown; else the page is on a way of its own. */
    isShown(next: VisitView): boolean {
      const { phase } = next
      if (isOut) {
        isOut = callPhases.has(phase.name)
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
      if (!callPhases.has(view.get().phase.name)) return
      isOut = true
      view.set({
        ...view.get(),
        phase: { name: 'exit', reason: 'left', mayReturn: true, by: null },
        people: [],
        waiting: [],
      })
      void tellThatWeLeft()
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

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
