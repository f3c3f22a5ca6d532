import type { Person, VisitView, Waiter } from '@anteroom/contract/realtime'

/** After so long nobody should wait without a word, in milliseconds. */
export const longMs = 15 * 60_000

/** Somebody at the door; `mayKnockAt`: from when they may knock again, where a host has told them "not now". */
export type AtDoor = Waiter & { mayKnockAt?: string }

/** Who waits, the longest first; whoever was told "not now" or is being let in stands where they stood. */
export function rowsOf(
  { waiting, turnedAway = [] }: Pick<VisitView, 'waiting' | 'turnedAway'>,
  pending: ReadonlyMap<string, AtDoor>,
): AtDoor[] {
  const there: AtDoor[] = [...waiting, ...turnedAway]
  const ids = new Set(there.map(({ visitId }) => visitId))
  const gone = [...pending.values()].filter(({ visitId }) => !ids.has(visitId))
  return [...there, ...gone].sort((a, b) => a.since.localeCompare(b.since))
}

/** Whom somebody who is let in will meet there, hosts apart: those in the call, and those who come in with them. */
export function metBy(visitId: string, people: readonly Person[], pending: ReadonlyMap<string, Waiter>): string[] {
  const inCall = people.filter(({ role }) => role !== 'HOST')
  const coming = [...pending.values()].filter(
    (one) => one.visitId !== visitId && !inCall.some((person) => person.visitId === one.visitId),
  )
  return [...inCall, ...coming].filter((one) => one.visitId !== visitId).map(({ name }) => name)
}
