import { Note } from '@anteroom/ui/note.tsx'
import { laterWords } from '../../words/words.ts'
import { NewTab } from '../new-tab.tsx'

/** Each link belongs to the browser that enters by it first, and this one would not be known again. */
export function OnceOnly() {
  return (
    <Note icon="alert" tone="warning" title={laterWords.elsewhere.onceOnly} live>
      <p>{laterWords.elsewhere.onceOnlyText}</p>
      {window.parent !== window && <NewTab />}
    </Note>
  )
}
