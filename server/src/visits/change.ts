import type { ProblemCode } from '@anteroom/contract/problems'
import type { TeamCaller } from '../ground/caller.ts'
import type { Entry } from '../ledger/service.ts'
import type { Outcome } from './rules.ts'
import type { RoomState, Seat } from './state.ts'

/** Done, or why not. */
export type Result = { ok: true } | { ok: false; problem: ProblemCode }

/** The same, with the session as it stands afterwards. */
export type Changed = { ok: true; state: RoomState } | { ok: false; problem: ProblemCode }

export type ChangeOptions = {
  /** The session has to be one of this team. */
  teamId?: string
  /** What the audit log says of it, and who did it; for what is decided in the room, by how the session stands then. */
  entry?: EntryBy | ((state: RoomState) => EntryBy)
  /** The seat of whoever asked for it in the room. */
  actor?: string
  /** Whether they are in a call. */
  inCall?: boolean | undefined
  /** Is shown the session as it stood before. */
  seen?: ((before: RoomState) => void) | undefined
}

export type EntryBy = Entry & {
  by: TeamCaller
  /** What the request is answered with, should it come again. */
  answer?: unknown
}

/** What somebody's page asks of the session. */
export type Decide = (state: RoomState, seat: Seat, now: Date) => Outcome
