import type { Peer } from '../../../call/media.ts'
import { Note } from '../../../ui/note.tsx'
import { words } from '../../../words/words.ts'

/** Says that our own camera is not sent because the line is too weak; of the others' it is told aloud. */
export function WeakLine({ peers }: { peers: readonly Peer[] }) {
  if (!peers.some(({ paused }) => paused.ours)) return null
  return (
    <Note icon="signal" tone="warning" title={words.resilience.ownVideoPaused} live>
      <p>{words.resilience.ownVideoPausedText}</p>
    </Note>
  )
}
