/** How a change that pages in the room have to learn of is told to them; called once the change is committed. */
export type Publish = {
  sessionChanged(sessionId: string): void
}
