import type { VisitView, Waiter } from '@anteroom/contract/realtime'
import { keptJson } from '@anteroom/ui/ground/kept.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'
import { type ArrivalNotification, createNotification } from './notification.ts'

export type Arrivals = {
  /** Knocks that the host has put aside; they still stand in the panel. */
  hidden: Store<ReadonlySet<string>>
  hide(waiting: readonly Waiter[]): void
  /** People (visit ids) for whom no sound is played. */
  quiet: Store<ReadonlySet<string>>
  setQuiet(visitId: string, quiet: boolean): void
  notification: ArrivalNotification
}

const memory = keptJson('anteroom.quiet')
const remembered = 50

/** Where it is off, only a lock holds people at the door. */
export const hasWaitingRoom = ({ settings }: VisitView) => settings.plugins.includes('waiting-room')

/** One knock of one person: whoever knocks again counts as new. */
export const knockOf = ({ visitId, since }: Waiter) => `${visitId} ${since}`

/**
 * Somebody who knocks at a locked room need not be a guest of the waiting room, and a stranger may have a known name.
 */
export function sayKnock({ name, otherDevice }: Waiter, locked: boolean): string {
  if (otherDevice) return words.elsewhere.opened(name)
  return locked ? words.door.atTheDoor(name) : words.door.knocks(name)
}

/** Tells the host of each knock: by sound, by words for screen readers, by a number in the title, by a notification. */
export function createArrivals(host: DoorHost, notification = createNotification(host.until)): Arrivals {
  const hidden = createStore<ReadonlySet<string>>(new Set())
  const quiet = createStore(recall())
  let known = new Set<string>()
  function look() {
    const view = host.view.get()
    const { waiting, locked } = view
    const fresh = waiting.filter((waiter) => !known.has(knockOf(waiter)))
    known = new Set(waiting.map(knockOf))
    host.setTitleCount(waiting.length)
    if (waiting.length === 0) notification.close()
    if (fresh.length === 0) return
    host.announce(fresh.map((waiter) => sayKnock(waiter, locked)).join('. '))
    if (fresh.every(({ visitId }) => quiet.get().has(visitId))) return
    host.chime()
    // It speaks of the waiting room.
    if (hasWaitingRoom(view)) notification.show()
  }
  look()
  host.view.subscribe(look, host.until)
  return {
    notification,
    hidden,
    hide: (waiting) => hidden.set(new Set([...hidden.get(), ...waiting.map(knockOf)])),
    quiet,
    setQuiet(visitId, isQuiet) {
      const next = new Set(quiet.get())
      if (isQuiet) next.add(visitId)
      else next.delete(visitId)
      quiet.set(next)
      memory.set([...next].slice(-remembered))
    },
  }
}

function recall(): ReadonlySet<string> {
  const ids = memory.get()
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
}
