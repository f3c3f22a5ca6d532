import { allPermissions, type Permission } from '@anteroom/contract/api/permissions'
import type { Once } from './once.ts'

/** Whom an access token speaks for. */
export type Identity = {
  clientId: string
  /** The client's own id where it acts for nobody. */
  userId: string
  /** Null for the system client, and for a user who is in no team. */
  teamId: string | null
  /** The system client, which may set up users, teams and clients. */
  isSystem: boolean
  /** Whether `userId` is a person. */
  isUser: boolean
  /** An application that this person has let in: it books in their name, and sets nothing up. */
  isApplication: boolean
  /** Which application that is. */
  appId: string | null
  /** What it may do for the team. */
  permissions: readonly Permission[]
  /** The grant that the token came from; tokens of old name none. */
  grantId?: string | null
  /** That person has shown their password for this token, instead of letting an application act for them. */
  showedPassword?: boolean
}

/** Who calls, and from where. */
export type Caller = Identity & {
  /** Somebody in the room instead of a client of the API: their seat. */
  participantId?: string
  /** Null for what the service does by itself. */
  ip: string | null
  /** As in `X-Request-Id`. */
  requestId: string | null
  /** Where the request may come again (`http/idempotency.ts`). */
  once: Once | null
}

/** One who acts for a team. */
export type TeamCaller = Caller & { teamId: string }

/** The operator: what the service does by itself, and what is asked of it at the command line. */
export const operator: Caller = {
  clientId: '',
  userId: '',
  teamId: null,
  isSystem: true,
  isUser: false,
  isApplication: false,
  appId: null,
  permissions: allPermissions,
  ip: null,
  requestId: null,
  once: null,
}

/** Somebody in the room, who does something there. */
export function fromRoom(teamId: string, participantId: string): TeamCaller {
  return { ...operator, isSystem: false, teamId, participantId }
}
