import type { Waiter } from '@anteroom/contract/realtime'
import { type Clock, systemClock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'

/** How long somebody may still be kept out, in milliseconds. */
export const undoMs = 2_000
/** The second half of a double click takes nothing back. */
const doubleMs = 600

export type Admissions = {
  /** Who is being let in, by visit: they stand where they were until it is done. */
  pending: Store<ReadonlyMap<string, Waiter>>
  letIn(waiter: Waiter): void
  undo(visitId: string): void
}

type Admission = {
  waiter: Waiter
  atOnce: boolean
  since: number
  /** The server's answer, once it was asked. */
  asked: Promise<boolean> | null
  stop(): void
}

/**
 * Lets people in so that it can be undone, for as long as it can do harm (decision 0049). Whoever waits alone for a host who
 * is alone comes in at once, and is sent back when that was wrong; all others are let in when the time to undo is over,
 * so that nobody sees or hears somebody whom they should not.
 */
export function createAdmissions(host: DoorHost, clock: Clock = systemClock): Admissions {
  const { view, until, announce } = host
  const pending = createStore<ReadonlyMap<string, Waiter>>(new Map())
  const admissions = new Map<string, Admission>()
  const show = () => pending.set(new Map([...admissions].map(([id, { waiter }]) => [id, waiter])))

  function drop(visitId: string) {
    admissions.get(visitId)?.stop()
    if (admissions.delete(visitId)) show()
  }
  /** Nobody can come upon the wrong person, and whoever is let in can be sent back. */
  function isHarmless({ otherDevice }: Waiter): boolean {
    const { people, waiting, locked, settings } = view.get()
    const isAlone = people.length === 0 && waiting.length === 1 && admissions.size === 0
    return isAlone && !locked && !otherDevice && settings.plugins.includes('waiting-room')
  }
  async function ask(visitId: string): Promise<boolean> {
    const answer = await host.request('door:let-in', { visitId })
    if (!answer.ok) say(answer.problem)
    return answer.ok
  }
  function say(problem: string) {
    announce(words.problems[problem] ?? words.problem(problem))
  }

  const stillWaits = (visitId: string) => view.get().waiting.some((waiter) => waiter.visitId === visitId)
  // Whoever goes, or whom another host has let in or turned away, is not let in a moment later.
  view.subscribe(() => {
    for (const [visitId, { atOnce }] of admissions) if (!atOnce && !stillWaits(visitId)) drop(visitId)
  }, until)

  return {
    pending,
    letIn(waiter) {
      const { visitId, name } = waiter
      if (admissions.has(visitId)) return
      const atOnce = isHarmless(waiter)
      const admission: Admission = { waiter, atOnce, since: clock.now(), asked: null, stop: () => {} }
      function askNow() {
        admission.asked = ask(visitId)
        // Who is in is gone from the view a moment later, and stands here until then.
        void admission.asked.then((isIn) => (isIn && (atOnce || stillWaits(visitId))) || drop(visitId))
      }
      admissions.set(visitId, admission)
      admission.stop = clock.after(undoMs, atOnce ? () => drop(visitId) : askNow, until)
      show()
      if (atOnce) askNow()
      else announce(words.door.lettingIn(name))
    },
    undo(visitId) {
      const admission = admissions.get(visitId)
      if (!admission || clock.now() - admission.since < doubleMs) return
      const { asked, waiter } = admission
      drop(visitId)
      announce(words.door.undone(waiter.name))
      void asked?.then(async (isIn) => {
        const answer = isIn ? await host.request('door:send-back', { visitId }) : null
        if (answer && !answer.ok) say(answer.problem)
      })
    },
  }
}
