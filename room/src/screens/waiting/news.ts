import type { Phase } from '@anteroom/contract/phases'

type WaitingPhase = Extract<Phase, { name: 'waiting' }>
export type News = 'turnedAway' | 'locked' | 'plain' | 'sentBack' | 'message' | 'ahead' | 'here' | 'away'

/**
 * What the heading says: of all that is true, what matters most to whoever waits. `isMessageNewest`: nothing has changed with
 * whoever is expected since a host wrote, so that "is here and will let you in" does not stand beside "I am late".
 */
export function newsOf(
  { turnedAway, locked, nobodyLetsIn, sentBack, message, ahead }: WaitingPhase,
  { isHostHere, isMessageNewest }: { isHostHere: boolean; isMessageNewest: boolean },
): News {
  if (turnedAway) return 'turnedAway'
  if (locked) return 'locked'
  if (message && isMessageNewest) return 'message'
  if (nobodyLetsIn) return 'plain'
  if (sentBack) return 'sentBack'
  if (ahead > 0) return 'ahead'
  return isHostHere ? 'here' : 'away'
}
