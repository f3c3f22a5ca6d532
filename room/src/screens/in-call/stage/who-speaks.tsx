import { systemClock } from '@anteroom/ui/ground/clock.ts'
import { useEffect } from 'preact/hooks'
import type { Peer } from '../../../call/media.ts'
import { type Speaking, watchSpeaking } from '../../../call/sound/speaking.ts'

type Props = {
  peers: readonly Peer[]
  speaking: Speaking
  onSpeaking: (speaking: Speaking) => void
  /** Nobody listens any more. */
  onEnd: () => void
}

/** Listens to who of the others speaks, for as long as it is there. */
export function WhoSpeaks({ peers, speaking, onSpeaking, onEnd }: Props) {
  const heard = peers.map(({ visitId, tracks }) => `${visitId} ${tracks.microphone?.id ?? ''}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `heard` stands for what matters of the peers.
  useEffect(() => watchSpeaking(peers, speaking, systemClock, onSpeaking), [heard])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it goes away.
  useEffect(() => onEnd, [])
  return null
}
