import type { Outcome } from './rules.ts'
import { leave, withSeat, withVisit } from './rules.ts'
import { findSeat, type RoomState } from './state.ts'

const nobody = { pageId: '', browserHash: '', processId: null, ownerHash: null, check: null, rival: null }

/**
 * Gives the seat another link, or none for now where `hash` is null. People who came by the old link are out at once
 * and have no claim left: the new link belongs to the person who is given it.
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
