import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { SteadyList } from '@anteroom/ui/steady.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { words } from '../../../words/words.ts'
import styles from './at-the-door.module.css'
import type { Door } from './door-state.ts'
import type { AtDoor } from './rows.ts'

type Props = {
  door: Door
  rows: readonly AtDoor[]
  /** How it is put that somebody is there. */
  say: (waiter: AtDoor) => string
}

/** The people who are held at a locked room, where there is no waiting room. */
export function AtTheDoor({ door, rows, say }: Props) {
  const pending = useStore(door.admissions.pending)
  const text = words.door
  return (
    <SteadyList className={styles.atTheDoor}>
      {rows.map((waiter) => {
        const { visitId, name } = waiter
        const isComing = pending.has(visitId)
        return (
          <li key={visitId} data-state={isComing}>
            <Note icon="lock" title={isComing ? text.lettingIn(name) : say(waiter)}>
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
