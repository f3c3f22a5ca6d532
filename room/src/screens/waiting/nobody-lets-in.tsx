import type { VisitView } from '@anteroom/contract/realtime'
import { Note } from '@anteroom/ui/note.tsx'
import { laterWords } from '../../words/words.ts'
import { ContactWays } from '../contact-ways.tsx'

/** The last host was taken out of the session while somebody waits. */
export function NobodyLetsIn({ session }: { session: VisitView['session'] }) {
  return (
    <Note icon="alert" tone="warning" title={laterWords.nobodyLetsIn.title} live>
      <p>{laterWords.nobodyLetsIn.text(session.team)}</p>
      <ContactWays of={session} />
    </Note>
  )
}
