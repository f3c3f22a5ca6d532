import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Call } from '../../../call/call.ts'
import type { Peer } from '../../../call/media.ts'
import { words } from '../../../words/words.ts'

/**
 * Nobody else can tell people that it is their own connection that is weak. Silent while `WeakLine` says more: that the
 * camera is paused for it.
 */
export function OwnLine({ call, peers }: { call: Call; peers: readonly Peer[] }) {
  const level = useStore(call.quality.own)
  if (level === 'good' || peers.some(({ paused }) => paused.ours)) return null
  return (
    <Note icon="signal" tone="warning" title={words.stage.ownWeak} live>
      <p>{words.stage.ownWeakHelp}</p>
    </Note>
  )
}

/** Says that our own camera is not sent because the line is too weak; of the others' it is told aloud. */
export function WeakLine({ peers }: { peers: readonly Peer[] }) {
  if (!peers.some(({ paused }) => paused.ours)) return null
  return (
    <Note icon="signal" tone="warning" title={words.resilience.ownVideoPaused} live>
      <p>{words.resilience.ownVideoPausedText}</p>
    </Note>
  )
}
