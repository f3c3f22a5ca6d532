import type { Person, Waiter } from '@anteroom/contract/realtime'

/** After so long nobody should wait without a word, in milliseconds. */
export const longMs = 15 * 60_000

/** Who waits, the longest first; whoever is being let in stands where they stood. */
export function rowsOf(waiting: readonly Waiter[], pending: ReadonlyMap<string, Waiter>): Waiter[] {
  const ids = new Set(waiting.map(({ visitId }) => visitId))
  const gone = [...pending.values()].filter(({ visitId }) => !ids.has(visitId))
  return [...waiting, ...gone].sort((a, b) => a.since.localeCompare(b.since))
}

/** Whom somebody who is let in will meet there, hosts apart: those in the call, and those who come in with them. */
export function metBy(visitId: string, people: readonly Person[], pending: ReadonlyMap<string, Waiter>): string[] {
  const inCall = people.filter(({ role }) => role !== 'HOST')
  const coming = [...pending.values()].filter(
    (one) => one.visitId !== visitId && !inCall.some((person) => person.visitId === one.visitId),
  )
  return [...inCall, ...coming].filter((one) => one.visitId !== visitId).map(({ name }) => name)
}
