import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import { createHelpDesk, type HelpDesk } from '../../../call/help.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'
import { type Admissions, createAdmissions } from './admissions.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'

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
  let known = helpDesk.asked.get()
  helpDesk.asked.subscribe(() => {
    for (const one of helpDesk.asked.get()) {
      if (known.includes(one)) continue
      host.announce(words.help.asks[one.trouble](one.name))
      host.chime()
    }
    known = helpDesk.asked.get()
  }, host.until)
  return {
    helpDesk,
    host,
    arrivals: createArrivals(host),
    admissions: createAdmissions(host),
    writingTo: createStore<string | null>(null),
    rail: createStore<RailWish>('when-needed'),
  }
}
