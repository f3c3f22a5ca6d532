import type { RoomState } from './visits/state.ts'

/** How a change that pages in the room have to learn of is told to them; called once the change is committed. */
export type Publish = {
  /** `state`, where it is at hand, is how the session stands now and saves reading it again. */
  sessionChanged(sessionId: string, state?: RoomState): void
}
