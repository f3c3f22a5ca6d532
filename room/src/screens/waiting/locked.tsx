import { Note } from '@anteroom/ui/note.tsx'
import { laterWords } from '../../words/words.ts'

/** A locked room is no waiting room. */
export function Locked({ team }: { team: string }) {
  return (
    <Note icon="lock">
      <p>{laterWords.told.lockedText(team)}</p>
      <p>{laterWords.told.lockedGoesOn}</p>
    </Note>
  )
}
