import type { Waiter } from '@anteroom/contract/realtime'
import { useEffect, useRef } from 'preact/hooks'
import { chime, playTones } from '../../call/sound/speaker.ts'
import type { Room } from '../../room.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'
import { useRequest } from '../use-request.ts'
import type { CallDesk } from './call-desk.ts'

/** Tells of whoever knocks at the locked room of a session without a waiting room; with one, its plugin tells. */
export function Knocking({ room, desk }: { room: Room; desk: CallDesk }) {
  const { waiting } = useStore(room.view)
  const { sounds } = useStore(desk.preferences)
  const panel = useStore(desk.panel)
  const announce = useAnnounce()
  const known = useRef<readonly Waiter[]>([])
  useEffect(() => {
    const fresh = waiting.filter(({ visitId }) => !known.current.some((other) => other.visitId === visitId))
    known.current = waiting
    if (fresh.length === 0) return
    announce(fresh.map(sayAtTheDoor).join('. '))
    if (sounds) void playTones(chime, room.devices.speaker.get(), 0.12)
  }, [waiting, sounds, room, announce])
  // The panel of the people covers the call on a phone, and shows them itself.
  return panel === 'people' ? null : <AtTheDoor room={room} />
}

function sayAtTheDoor({ name, otherDevice }: Pick<Waiter, 'name' | 'otherDevice'>): string {
  return otherDevice ? words.elsewhere.opened(name) : words.hosts.atTheDoor(name)
}

export function AtTheDoor({ room }: { room: Room }) {
  const { waiting } = useStore(room.view)
  const { request, busy } = useRequest(room)
  return waiting.map(({ visitId, name, otherDevice }) => (
    <Note key={visitId} icon="lock" title={sayAtTheDoor({ name, otherDevice })}>
      {otherDevice === 'moves' && <p>{words.elsewhere.moves}</p>}
      <Button
        size="small"
        tone="primary"
        aria-label={words.hosts.letInOne(name)}
        aria-disabled={busy || undefined}
        onClick={() => {
          if (!busy) void request('door:let-in', { visitId })
        }}
      >
        {words.hosts.letIn}
      </Button>
    </Note>
  ))
}
