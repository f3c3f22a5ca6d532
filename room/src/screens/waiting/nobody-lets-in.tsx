import { Note } from '@anteroom/ui/note.tsx'
import { laterWords } from '../../words/words.ts'

/** The last host was taken out of the session while somebody waits. */
export function NobodyLetsIn({ team }: { team: string }) {
  return (
    <Note icon="alert" tone="warning" title={laterWords.nobodyLetsIn.title} live>
      <p>{laterWords.nobodyLetsIn.text(team)}</p>
    </Note>
  )
}
