import type { VisitView } from '@anteroom/contract/realtime'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Devices } from '../devices/devices.ts'
import type { Channel } from './data.ts'

/** Hosts may switch others' microphones off, and never on. */
export type Muting = {
  mute(visitIds: readonly string[]): void
  /** The host who has muted us last; null once we have switched our microphone on again. */
  mutedBy: Store<string | null>
}

type Options = {
  channel: Channel
  view: Store<VisitView>
  microphone: Devices['microphone']
  setWanted: Devices['setWanted']
  until: AbortSignal
}

/** Goes from browser to browser. Each browser obeys only people who are hosts by the server's word. */
export function createMuting({ channel, view, microphone, setWanted, until }: Options): Muting {
  const mutedBy = createStore<string | null>(null)

  channel.subscribe((from, data) => {
    const { me, people } = view.get()
    const isHost = people.some(({ visitId, role }) => visitId === from.visitId && role === 'HOST')
    if (!isHost || !isFor(data, me.visitId) || !microphone.get().wanted) return
    setWanted('microphone', false)
    mutedBy.set(from.name)
  }, until)
  microphone.subscribe(() => {
    if (microphone.get().wanted) mutedBy.set(null)
  }, until)

  return { mute: (visitIds) => channel.send({ mute: visitIds }), mutedBy }
}

/** The other browser is not ours to trust. */
function isFor(data: unknown, visitId: string): boolean {
  if (typeof data !== 'object' || data === null || !('mute' in data)) return false
  return Array.isArray(data.mute) && data.mute.includes(visitId)
}
