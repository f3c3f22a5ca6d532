import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { isOver } from '../sessions/rules.ts'
import type { Changed, ChangeOptions, Decide, EntryBy, Result } from './change.ts'
import { setLink } from './link-rules.ts'
import type { Outcome } from './rules.ts'
import { findSeat, type RoomState } from './state.ts'
import * as store from './store.ts'

type Parts = {
  db: Kysely<DB>
  clock: Clock
  change(sessionId: string, decide: (state: RoomState) => Outcome, options?: ChangeOptions): Promise<Changed>
}

type Make = (participantId: string, version: number) => { hash: string; answer: unknown }

/** Which seat an entry link opens, and how it gets another one. */
export function createSeatLinks({ db, clock, change }: Parts) {
  async function changeLink(
    { teamId }: TeamCaller,
    participantId: string,
    { decide, entry }: { decide: Decide; entry: (state: RoomState) => EntryBy },
  ): Promise<Result> {
    const sessionId = await store.findSessionId(db, participantId)
    if (!sessionId) return { ok: false, problem: 'not-found' }
    const decideOnSeat = (state: RoomState): Outcome => {
      const seat = findSeat(state, participantId)
      return seat && !seat.deletedAt ? decide(state, seat, clock.now()) : { problem: 'not-found' }
    }
    const changed = await change(sessionId, decideOnSeat, { teamId, entry })
    return changed.ok ? { ok: true } : changed
  }

  const entryBy =
    (by: TeamCaller, target: string, action: string) =>
    ({ session: { sessionId } }: RoomState): EntryBy => ({ by, action, target, details: { sessionId } })

  return {
    /** The seat behind the last part of an entry link, or null. */
    find(asked: string) {
      const link = asked.toLowerCase()
      return store.findByLink(db, link, hashLink(link), clock.now())
    },

    /** Replaces a seat's link by the one that `make` makes; people who came by the old one are out. */
    async renew(caller: TeamCaller, asked: string, make: Make): Promise<Result> {
      const participantId = asked.toLowerCase()
      const entry = entryBy(caller, participantId, 'participant.renew-link')
      let answer: unknown
      return changeLink(caller, participantId, {
        decide(state, seat, now) {
          if (state.session.canceledTime || isOver(state.session.endTime, now)) return { problem: 'session-over' }
          const made = make(participantId, seat.linkVersion + 1)
          answer = made.answer
          return setLink(state, participantId, made.hash, now)
        },
        entry: (state) => ({ ...entry(state), answer }),
      })
    },

    /** The same without a new one. */
    async revoke(caller: TeamCaller, asked: string): Promise<Result> {
      const participantId = asked.toLowerCase()
      return changeLink(caller, participantId, {
        decide: (state, { linkHash, opensById }, now) =>
          linkHash === null && !opensById ? { state } : setLink(state, participantId, null, now),
        entry: entryBy(caller, participantId, 'participant.revoke-link'),
      })
    },
  }
}

/** How a link is stored and found. */
export function hashLink(link: string): string {
  return createHash('sha256').update(link).digest('hex')
}
