import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { clockTime } from '../../../words/times.ts'
import { laterWords, words } from '../../../words/words.ts'
import { compact } from '../compact.ts'
import styles from './people.module.css'

/**
 * Says who has left us alone, and what to do now. To end it for everyone would also send away those who wait, so that it is
 * offered only where nobody does.
 */
export function WhoLeft({ room, desk }: { room: Room; desk: Desk }) {
  const left = useStore(desk.whoLeft)
  const { me, waiting } = useStore(room.view)
  const isCompact = useMediaQuery(compact)
  if (!left) return null
  const isHost = me.role === 'HOST'
  const wait = () => desk.whoLeft.set(null)
  return (
    <Note
      icon="door"
      title={laterWords.people.leftAt(left.name, clockTime(left.at))}
      {...(isCompact && { close: { label: laterWords.people.wait, onClose: wait } })}
    >
      <div className={styles.leftActions}>
        {!isCompact && (
          <Button size="small" onClick={wait}>
            {laterWords.people.wait}
          </Button>
        )}
        {waiting.length === 0 && (
          <Button size="small" tone="danger" onClick={isHost ? room.endForEveryone : room.leave}>
            {isHost ? words.call.endForEveryone : words.exit}
          </Button>
        )}
      </div>
    </Note>
  )
}
