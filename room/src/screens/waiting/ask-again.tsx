import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { useRequest } from '../use-request.ts'

type Props = {
  room: Room
  asks: 'door:knock' | 'visit:enter'
  leftMs: number
  /** Who has said "not now", where that is all that they have said. */
  who?: string | null
}

/** For whoever was told "not now": the button to ask again, which counts until it may be pressed. */
export function AskAgain({ room, asks, leftMs, who = null }: Props) {
  const { request, busy, problem } = useRequest(room)
  const isEarly = leftMs > 0
  const ask = () => void (isEarly || busy || request(asks, {}))
  return (
    <>
      {who && <p>{laterWords.turnedAway.text(who)}</p>}
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <Button
        tone={isEarly ? 'secondary' : 'primary'}
        size="large"
        aria-disabled={isEarly || busy || undefined}
        onClick={ask}
      >
        {isEarly ? laterWords.turnedAway.askIn(secondsLeft(leftMs)) : laterWords.turnedAway.ask}
      </Button>
    </>
  )
}

/** "0:30" */
function secondsLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
