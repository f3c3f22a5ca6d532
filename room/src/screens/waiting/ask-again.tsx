import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import type { Room } from '../../room.ts'
import { timeLeft } from '../../words/times.ts'
import { laterWords } from '../../words/words.ts'
import { useRequest } from '../use-request.ts'

type Props = {
  room: Room
  asks: 'door:knock' | 'visit:enter'
  leftMs: number
  /** Where there is something better to do. */
  quiet?: boolean
}

/** For whoever was told "not now": when they may ask again, and the button once they may. */
export function AskAgain({ room, asks, leftMs, quiet = false }: Props) {
  const { request, busy, problem } = useRequest(room)
  if (leftMs > 0) return <p>{laterWords.turnedAway.askIn(timeLeft(leftMs))}</p>
  const ask = () => void (busy || request(asks, {}))
  return (
    <>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <Button tone={quiet ? 'secondary' : 'primary'} size="large" aria-disabled={busy || undefined} onClick={ask}>
        {laterWords.turnedAway.ask}
      </Button>
    </>
  )
}
