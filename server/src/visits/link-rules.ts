import type { Outcome } from './rules.ts'
import { leave, withSeat, withVisit } from './rules.ts'
import { findSeat, type RoomState } from './state.ts'

const nobody = { pageId: '', browserHash: '', processId: null, ownerHash: null, check: null, rival: null }

/**
 * The seat has another link, or with `hash` null none for now. Whoever came by the one before is out at once, and has
 * no claim left: the new link belongs to whoever is given it.
 */
export function setLink(state: RoomState, participantId: string, hash: string | null, now: Date): Outcome {
  const seat = findSeat(state, participantId)
  if (!seat || seat.deletedAt) return { problem: 'not-found' }
  const outcome: Outcome = seat.visit ? leave(state, participantId, 'removed', now) : { state }
  if ('problem' in outcome) return outcome
  const visit = findSeat(outcome.state, participantId)?.visit
  const emptied = visit ? withVisit(outcome.state, participantId, { ...visit, ...nobody, goneAt: now }) : outcome.state
  return {
    state: withSeat(emptied, participantId, { linkVersion: seat.linkVersion + 1, linkHash: hash, opensById: false }),
  }
}
