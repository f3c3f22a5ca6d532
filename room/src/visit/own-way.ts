import { phases } from '@anteroom/contract/phases'
import type { ProblemCode } from '@anteroom/contract/problems'
import type { Answer, ClientEventName, VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import { pause } from '@anteroom/ui/ground/within.ts'

/** How its person goes out of a call: alone, or with everybody. */
const outBy = { left: 'visit:leave', ended: 'visit:end-for-everyone' } as const satisfies Record<
  string,
  ClientEventName
>
export type WayOut = keyof typeof outBy

type Options = {
  view: OwnStore<VisitView>
  ask(event: 'visit:enter' | 'visit:refresh' | (typeof outBy)[WayOut]): Promise<Answer>
  /** By the server's clock. */
  now(): number
  clock: Clock
  until: AbortSignal
}

const againMs = 1_000
const longestMs = 16_000
/** Problems that decide nothing, so that one may ask again. All other refusals are final. */
const passing: readonly ProblemCode[] = ['unavailable', 'too-many-requests', 'internal']

/**
 * Where the page goes by itself, ahead of the server: back into the call that it was lost from, if that goes on, and
 * out of it at once when its person leaves, which the server is told as soon as it can be.
 */
export function createOwnWay({ view, ask, now, clock, until }: Options) {
  const untold = createStore<WayOut | null>(null)
  /** What the server last said of a page that is on its way back in. */
  let lost: VisitView | null = null
  let isOut = false
  let hasLeft = false

  /** Asks until there is an answer that lasts; null when it is not wanted any more. */
  async function askUntilAnswered(event: Parameters<typeof ask>[0], isWanted: () => boolean) {
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

    /** How its person has gone out, as long as the server has not heard of it. */
    untold,
    /** Its person goes out. Comes back when the server has heard of it, or when they have come in again. */
    async goOut(how: WayOut) {
      hasLeft = true
      lost = null
      const { phase, session } = view.get()
      if (!phases[phase.name].leadsToCall) return
      isOut = true
      untold.set(how)
      view.set({
        ...view.get(),
        phase: { name: 'exit', reason: how, mayReturn: now() < Date.parse(session.endTime), by: null },
        people: [],
        waiting: [],
      })
      const isOn = () => untold.get() === how
      const answer = await askUntilAnswered(outBy[how], isOn)
      // Whoever may not end it for everybody, as by now they are no host, is out all the same.
      if (how === 'ended' && answer?.ok === false) await askUntilAnswered('visit:leave', isOn)
      if (untold.get() === how) untold.set(null)
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
      untold.set(null)
      view.set({ ...view.get(), phase: { name: 'unknown' }, people: [], waiting: [] })
    },

    /** Its person asks to go in, `answered` with this. The server may never have heard that they were out. */
    asksIn() {
      hasLeft = false
      const wasOut = isOut
      isOut = false
      untold.set(null)
      return (answer: Answer) => {
        if (wasOut && answer.ok) void ask('visit:refresh')
      }
    },
  }
}
