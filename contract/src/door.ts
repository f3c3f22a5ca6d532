import { Type } from 'typebox'
import { type EventSpec, Someone } from './event-spec.ts'
import type { PhaseNameWith } from './phases.ts'

/**
 * What a gate holds somebody for, who has asked to go in: the phase in which they are until it lets them pass. A phase that
 * is at the door (see `phases`) is one of these without another word.
 */
export type Hold = PhaseNameWith<'isAtDoor'>

/** What hosts in the call do at its door, whichever gates it has. Those of the waiting room stand in its manifest. */
export const doorEvents = {
  /** Lets somebody in who is held at the door, whatever for. */
  'door:let-in': { payload: Someone },
  /** Locks the call, so that nobody new comes in, or unlocks it. People who are in it stay. */
  'door:lock': { payload: Type.Object({ locked: Type.Boolean() }) },
} as const satisfies Record<string, EventSpec>
