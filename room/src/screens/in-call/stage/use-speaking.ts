import { useEffect, useState } from 'preact/hooks'
import type { Peer } from '../../../call/media.ts'
import { nobodySpeaks, type Speaking, watchSpeaking } from '../../../call/sound/speaking.ts'
import { systemClock } from '../../../ground/clock.ts'

/** Who of the others speaks, and who did last. Between two people that is no question, so nobody listens then. */
export function useSpeaking(peers: readonly Peer[]): Speaking {
  const [speaking, setSpeaking] = useState(nobodySpeaks)
  const isQuestion = peers.length > 1
  const heard = peers.map(({ visitId, tracks }) => `${visitId} ${tracks.microphone?.id ?? ''}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `heard` stands for what matters of the peers.
  useEffect(() => {
    if (isQuestion) return watchSpeaking(peers, speaking, systemClock, setSpeaking)
    return setSpeaking(nobodySpeaks)
  }, [isQuestion, heard])
  return speaking
}
