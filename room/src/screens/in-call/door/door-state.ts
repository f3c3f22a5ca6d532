import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'
import { type Admissions, createAdmissions } from './admissions.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { type Asked, createHelpDesk, type HelpDesk } from './help-desk.ts'

/** Whether the rail is there: by itself whenever somebody waits, or as the host wants it. */
export type RailWish = 'when-needed' | 'open' | 'folded'

/** What rail, panel and notice of the door have in common. */
export type Door = {
  host: DoorHost
  arrivals: Arrivals
  admissions: Admissions
  /** To whom the host is writing (visit id). */
  writingTo: OwnStore<string | null>
  rail: OwnStore<RailWish>
  /** Who in the call asks for help. */
  helpDesk: HelpDesk
}

export function createDoor(host: DoorHost): Door {
  const helpDesk = createHelpDesk({ channel: host.help, view: host.view, until: host.until })
  let known: readonly Asked[] = []
  function tell() {
    const fresh = helpDesk.asked.get().filter((one) => !known.includes(one))
    known = helpDesk.asked.get()
    for (const { trouble, name } of fresh) host.announce(words.help.asks[trouble](name))
    if (fresh.length > 0) host.chime()
  }
  // Somebody may have asked before this was there.
  tell()
  helpDesk.asked.subscribe(tell, host.until)
  return {
    helpDesk,
    host,
    arrivals: createArrivals(host),
    admissions: createAdmissions(host),
    writingTo: createStore<string | null>(null),
    rail: createStore<RailWish>('when-needed'),
  }
}
