import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { laterWords, words } from '../../../words/words.ts'
import type { Door } from './door-state.ts'

/** Asked first: people who see each other cannot be made not to have. */
export function LetAllIn({ door, onClose }: { door: Door; onClose: () => void }) {
  const text = laterWords.door
  const { waiting } = useStore(door.host.view)
  async function letAllIn() {
    onClose()
    const answer = await door.host.request('door:let-all-in', {})
    if (!answer.ok) door.host.announce(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return (
    <Dialog title={text.letAllTitle(waiting.length)} closeLabel={words.close} onClose={onClose}>
      <p>{text.letAllText}</p>
      <Actions>
        <Button onClick={onClose}>{laterWords.cancel}</Button>
        <Button tone="primary" onClick={() => void letAllIn()}>
          {text.letAllIn}
        </Button>
      </Actions>
    </Dialog>
  )
}
