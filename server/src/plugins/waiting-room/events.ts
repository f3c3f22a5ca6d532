import { pluginsOf } from '@anteroom/contract/feature-flags'
import type { Clock } from '../../ground/clock.ts'
import type { Ids } from '../../ground/ids.ts'
import type { EventHandlers } from '../../realtime/events.ts'
import { letIn } from '../../visits/host-rules.ts'
import type { Outcome } from '../../visits/rules.ts'
import type { Asker, Result, Visits } from '../../visits/service.ts'
import type { RoomState, Seat } from '../../visits/state.ts'
import { admitAll, knockAgain, turnAway, writeTo } from './rules.ts'

/** The waiting room's side of the server; a session that does without it is refused every one of these. */
export function waitingRoomEvents({ visits, clock, ids }: { visits: Visits; clock: Clock; ids: Ids }) {
  function act(asker: Asker, decide: (state: RoomState, seat: Seat, now: Date) => Outcome): Promise<Result> {
    return visits.act(asker, (state, seat, now) =>
      pluginsOf(state.session.settings).includes('waiting-room') ? decide(state, seat, now) : { problem: 'plugin-off' },
    )
  }
  const admitting = () => ({ now: clock.now(), newCallId: ids.sorted() })

  return {
    'waiting:knock': (asker) => act(asker, knockAgain),
    'waiting:admit': (asker, { visitId }) => act(asker, (state, host) => letIn(state, host, visitId, admitting())),
    'waiting:admit-all': (asker) => act(asker, (state, host) => admitAll(state, host, admitting())),
    'waiting:turn-away': (asker, { visitId }) => act(asker, (state, host, now) => turnAway(state, host, visitId, now)),
    'waiting:message': (asker, { visitId, text }) => act(asker, (state, host) => writeTo(state, host, visitId, text)),
  } satisfies Partial<EventHandlers>
}
