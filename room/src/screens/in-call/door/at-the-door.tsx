import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'
import { sayKnock } from './arrivals.ts'
import { useAsk } from './waiter.tsx'

/** The people who are held at a locked room, where there is no waiting room. */
export function AtTheDoor({ host }: { host: DoorHost }) {
  const { waiting } = useStore(host.view)
  const { ask, busy } = useAsk(host)
  return waiting.map((waiter) => (
    <Note key={waiter.visitId} icon="lock" title={sayKnock(waiter, true)}>
      {waiter.otherDevice === 'moves' && <p>{words.elsewhere.moves}</p>}
      <Button
        size="small"
        tone="primary"
        aria-label={words.door.letInOne(waiter.name)}
        aria-disabled={busy || undefined}
        onClick={() => void ask('door:let-in', waiter)}
      >
        {words.door.letIn}
      </Button>
    </Note>
  ))
}
