import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import type { Room } from '../room.ts'
import { laterWords } from '../words/words.ts'
import { useRequest } from './use-request.ts'

/** Another device asks for the place of this one. It may be somebody else: to put the question away is to say no. */
export function MoveAsked({ room, askedBy }: { room: Room; askedBy: string | null }) {
  const { request, busy, problem } = useRequest(room)
  const answer = (move: boolean) => {
    if (!busy) void request('visit:answer-move', { move, ...(askedBy ? { askedBy } : {}) })
  }
  return (
    <Dialog title={laterWords.elsewhere.asked} closeLabel={laterWords.elsewhere.stay} onClose={() => answer(false)}>
      <p>{laterWords.elsewhere.askedText}</p>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <Actions>
        <Button tone="primary" aria-disabled={busy || undefined} onClick={() => answer(false)}>
          {laterWords.elsewhere.stay}
        </Button>
        <Button aria-disabled={busy || undefined} onClick={() => answer(true)}>
          {laterWords.elsewhere.move}
        </Button>
      </Actions>
    </Dialog>
  )
}
