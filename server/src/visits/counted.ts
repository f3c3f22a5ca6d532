import type { ProblemCode } from '@anteroom/contract/problems'
import { closedPhases, type JoinOutcome } from '../ground/metric-list.ts'
import type { Metrics } from '../ground/metrics.ts'
import { phaseOf, rivalOf } from './rules.ts'
import { type Asker, findSeat, isAtDoor, isInCall, isLocked, type RoomState, type Seat } from './state.ts'

/** What of a change the metrics have: how long those waited who came in, and how people went out. */
export function countChange(
  metrics: Pick<Metrics, 'count' | 'observe'>,
  before: RoomState,
  after: RoomState,
  now: Date,
) {
  const earlier = new Map(before.seats.map((seat) => [seat.participantId, seat]))
  for (const seat of after.seats) {
    const was = earlier.get(seat.participantId)
    const [from, to] = [callOf(before, was), callOf(after, seat)]
    if (from && from !== to && seat.visit?.lastLeftReason) {
      metrics.count('anteroom_call_exits_total', { how: seat.visit.lastLeftReason })
    }
    if (to && from !== to && was?.visit?.knockedAt && isAtDoor(was.visit.stage)) {
      metrics.observe('anteroom_waits_seconds', {}, (now.getTime() - was.visit.knockedAt.getTime()) / 1000)
    }
  }
}

const callOf = (state: RoomState, seat: Seat | undefined) =>
  seat && !seat.deletedAt && isInCall(state, seat.visit) ? state.session.callId : null

/** Problems of which somebody who asks to go in may read. */
const troubles: Partial<Record<ProblemCode, JoinOutcome>> = { 'too-soon': 'turned-away', 'invalid-request': 'no-name' }

/**
 * What came of asking to go in; null for somebody who was there already, which pages ask for again when they connect
 * anew. `came`: the state after it, or the problem that stood in the way.
 */
export function joinOutcome(
  before: RoomState,
  came: RoomState | ProblemCode,
  { participantId, page }: Asker,
  now: Date,
): JoinOutcome | null {
  const seat = findSeat(before, participantId)
  const phase = seat && phaseOf(before, seat, page, now).name
  if (phase === 'in-call' || phase === 'on-hold' || phase === 'waiting') return null
  if (typeof came === 'string') {
    return troubles[came] ?? closedPhases.find((closed) => closed === phase) ?? (phase === 'exit' ? 'over' : 'other')
  }
  const visit = findSeat(came, participantId)?.visit
  if (!visit) return 'other'
  if (visit.pageId !== page.pageId) return rivalOf(visit, now)?.pageId === page.pageId ? 'other-device' : null
  if (isInCall(came, visit)) return 'in-call'
  if (!isAtDoor(visit.stage)) return null
  return isLocked(came) ? 'locked' : 'waiting'
}
