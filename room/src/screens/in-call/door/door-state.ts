import { createStore, type OwnStore } from '@anteroom/ui/ground/store.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
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
}

export function createDoor(host: DoorHost): Door {
  return {
    host,
    arrivals: createArrivals(host),
    admissions: createAdmissions(host),
    writingTo: createStore<string | null>(null),
    rail: createStore<RailWish>('when-needed'),
  }
}
