import { olderEventNames } from '@anteroom/contract/older-event-names'

type Answered = { ok: true } | { ok: false; problem: string }

/**
 * Asks by an event's name of today, and by the one before where the server does not understand it: during an update a page
 * of the new server may connect to one that is still the old.
 */
export async function askByEitherName<Answer extends Answered>(
  event: string,
  ask: (name: string) => Promise<Answer>,
): Promise<Answer> {
  const answer = await ask(event)
  if (answer.ok || answer.problem !== 'invalid-request') return answer
  const [older] = Object.entries(olderEventNames).find(([, today]) => today === event) ?? []
  return older ? ask(older) : answer
}
