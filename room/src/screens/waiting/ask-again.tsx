import { Button } from '@anteroom/ui/button.tsx'
import { Hidden } from '@anteroom/ui/hidden.tsx'
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

/** For whoever was told "not now": the button to ask again, which counts until it can be pressed. */
export function AskAgain({ room, asks, leftMs }: Props) {
  const { request, busy, problem } = useRequest(room)
  const { ask, askIn } = laterWords.turnedAway
  const isSoon = leftMs > 0
  const left = secondsLeft(leftMs)
  return (
    <>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <div className={styles.again}>
        <Button
          tone={isSoon ? 'secondary' : 'primary'}
          aria-disabled={isSoon || busy || undefined}
          onClick={() => void (isSoon || busy || request(asks, {}))}
        >
          <span>
            {ask}
            {isSoon && (
              <span aria-hidden="true">
                {' '}
                · <bdi dir="ltr">{left}</bdi>
              </span>
            )}
          </span>
        </Button>
        {isSoon && (
          <span role="timer">
            <Hidden>{askIn(left)}</Hidden>
          </span>
        )}
      </div>
    </>
  )
}

/** "0:30" */
function secondsLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
