import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { useRequest } from '../use-request.ts'
import styles from './ask-again.module.css'

type Props = {
  room: Room
  asks: 'door:knock' | 'visit:enter'
  leftMs: number
}

/** No "no": they may still be let in at any time, and need do nothing for it. */
export function TurnedAway({ room, leftMs }: { room: Room; leftMs: number }) {
  return (
    <>
      <p>{laterWords.turnedAway.text}</p>
      <AskAgain room={room} asks="door:knock" leftMs={leftMs} />
    </>
  )
}

/** For whoever was told "not now": when they may ask again, and then the button for it. */
export function AskAgain({ room, asks, leftMs }: Props) {
  const { request, busy, problem } = useRequest(room)
  return (
    <>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      {leftMs > 0 ? (
        <p role="timer" className={styles.quiet}>
          {laterWords.turnedAway.askIn(secondsLeft(leftMs))}
        </p>
      ) : (
        <Button tone="primary" aria-disabled={busy || undefined} onClick={() => void (busy || request(asks, {}))}>
          {laterWords.turnedAway.ask}
        </Button>
      )}
    </>
  )
}

/** "0:30" */
function secondsLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
