import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { SteadyList } from '@anteroom/ui/steady.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { words } from '../../../words/words.ts'
import { sayKnock } from './arrivals.ts'
import styles from './door.module.css'
import type { Door } from './door-state.ts'
import { rowsOf } from './rows.ts'

/** The people who are held at a locked room, where there is no waiting room. */
export function AtTheDoor({ door }: { door: Door }) {
  const { waiting } = useStore(door.host.view)
  const pending = useStore(door.admissions.pending)
  const text = words.door
  return (
    <SteadyList className={styles.atTheDoor}>
      {rowsOf({ waiting }, pending).map((waiter) => {
        const { visitId, name } = waiter
        const isComing = pending.has(visitId)
        return (
          <li key={visitId} data-state={isComing}>
            <Note icon="lock" title={isComing ? text.lettingIn(name) : sayKnock(waiter, true)}>
              {waiter.otherDevice === 'moves' && <p>{words.elsewhere.moves}</p>}
              {isComing ? (
                <Button size="small" aria-label={text.undoOne(name)} onClick={() => door.admissions.undo(visitId)}>
                  {text.undo}
                </Button>
              ) : (
                <Button
                  size="small"
                  tone="primary"
                  aria-label={text.letInOne(name)}
                  onClick={() => door.admissions.letIn(waiter)}
                >
                  {text.letIn}
                </Button>
              )}
            </Note>
          </li>
        )
      })}
    </SteadyList>
  )
}
