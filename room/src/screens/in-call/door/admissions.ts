import { type Clock, systemClock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'
import { type AtDoor, rowsOf } from './rows.ts'

/** How long somebody may still be kept out, in milliseconds. */
export const undoMs = 2_000
/** The second half of a double click takes nothing back. */
const doubleMs = 600

export type Admissions = {
  /** Who is being let in, by visit: they stand where they were until it is done. */
  pending: Store<ReadonlyMap<string, AtDoor>>
  letIn(waiter: AtDoor): void
  undo(visitId: string): void
}

type Admission = {
  waiter: AtDoor
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
  const pending = createStore<ReadonlyMap<string, AtDoor>>(new Map())
  const admissions = new Map<string, Admission>()
  const show = () => pending.set(new Map([...admissions].map(([id, { waiter }]) => [id, waiter])))

  function drop(visitId: string) {
    admissions.get(visitId)?.stop()
    if (admissions.delete(visitId)) show()
  }
  /** Nobody can come upon the wrong person, and whoever is let in can be sent back. */
  function isHarmless({ otherDevice }: AtDoor): boolean {
    const { people, locked, settings } = view.get()
    const isAlone = people.length === 0 && rowsOf(view.get(), new Map()).length === 1 && admissions.size === 0
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

  /** Whoever was told "not now" meanwhile does not wait any more, unless that was known before. */
  function stillWaits({ visitId, mayKnockAt }: AtDoor): boolean {
    const there = rowsOf(view.get(), new Map()).find((one) => one.visitId === visitId)
    return there !== undefined && (!there.mayKnockAt || there.mayKnockAt === mayKnockAt)
  }
  // Whoever goes, or whom another host has let in or turned away, is not let in a moment later.
  view.subscribe(() => {
    for (const [visitId, { atOnce, waiter }] of admissions) if (!atOnce && !stillWaits(waiter)) drop(visitId)
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
        void admission.asked.then((isIn) => (isIn && (atOnce || stillWaits(waiter))) || drop(visitId))
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
