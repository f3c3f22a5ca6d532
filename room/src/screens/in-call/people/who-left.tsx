import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { clockTime } from '../../../words/times.ts'
import { words } from '../../../words/words.ts'
import styles from './people.module.css'

/**
 * Says who has left us alone, and what to do now. To end it for everyone would also send away those who wait, so that it is
 * offered only where nobody does.
 */
export function WhoLeft({ room, desk }: { room: Room; desk: Desk }) {
  const left = useStore(desk.whoLeft)
  const { me, waiting } = useStore(room.view)
  if (!left) return null
  const isHost = me.role === 'HOST'
  return (
    <Note icon="door" title={words.people.leftAt(left.name, clockTime(left.at))}>
      <div className={styles.leftActions}>
        <Button size="small" onClick={() => desk.whoLeft.set(null)}>
          {words.people.wait}
        </Button>
        {waiting.length === 0 && (
          <Button size="small" tone="danger" onClick={isHost ? room.endForEveryone : room.leave}>
            {isHost ? words.people.endForEveryone : words.call.leave}
          </Button>
        )}
      </div>
    </Note>
  )
}
