import type { Person } from '@anteroom/contract/realtime'
import { useEffect, useRef } from 'preact/hooks'
import type { Peer } from '../../../call/media.ts'
import { useAnnounce } from '../../../ui/announcer.tsx'
import { Note } from '../../../ui/note.tsx'
import { words } from '../../../words/words.ts'

/** Says that a camera is not sent because the line is too weak, and that it is back: our own here, the others' aloud. */
export function WeakLine({ peers, people }: { peers: readonly Peer[]; people: readonly Person[] }) {
  const announce = useAnnounce()
  const names = people.filter(({ visitId }) => peers.some((peer) => peer.visitId === visitId && peer.paused.theirs))
  const said = names.map(({ name }) => words.resilience.videoPausedOf(name)).join(' ')
  const before = useRef('')
  useEffect(() => {
    if (said && said !== before.current) announce(said)
    before.current = said
  }, [said, announce])
  if (!peers.some(({ paused }) => paused.ours)) return null
  return (
    <Note icon="signal" tone="warning" title={words.resilience.ownVideoPaused} live>
      <p>{words.resilience.ownVideoPausedText}</p>
    </Note>
  )
}
