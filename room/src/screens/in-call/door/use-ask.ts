import type { Waiter } from '@anteroom/contract/realtime'
import { useState } from 'preact/hooks'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'

/** Asks for one thing at a time about somebody at the door; what stands in the way is announced. */
export function useAsk(host: DoorHost) {
  const [busy, setBusy] = useState(false)
  async function ask(event: 'door:let-in' | 'door:turn-away', { visitId }: Waiter) {
    if (busy) return
    setBusy(true)
    const answer = await host.request(event, { visitId })
    setBusy(false)
    if (!answer.ok) host.announce(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return { ask, busy }
}
