import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useRef, useState } from 'preact/hooks'
import { laterWords, words } from '../../../words/words.ts'
import { toggleFullScreen } from '../bar/toggle-full-screen.ts'
import { useFullScreenElement } from '../bar/use-full-screen-element.ts'
import type { Door } from './door-state.ts'
import styles from './knock-on-screen.module.css'
import type { AtDoor } from './rows.ts'

type Props = {
  door: Door
  /** What tells one knock from another. */
  knockOf: (waiter: AtDoor) => string
  say: (waiter: AtDoor, locked: boolean) => string
}

/** What somebody shows lies over rail and notices while it has all of the screen: who knocks meanwhile is seen on it. */
export function KnockOnScreen(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const full = useFullScreenElement()
  const isCovered = full !== null && full === place.current?.parentElement
  return (
    <div ref={place} className={styles.place}>
      {isCovered && <Knock {...props} />}
    </div>
  )
}

function Knock({ door, knockOf, say }: Props) {
  const { waiting, locked } = useStore(door.host.view)
  // Whoever waited before was seen.
  const [known, setKnown] = useState(() => waiting.map(knockOf))
  const fresh = waiting.find((waiter) => !known.includes(knockOf(waiter)))
  if (!fresh) return null
  const onClose = () => setKnown(waiting.map(knockOf))
  return (
    <Note icon="bell" title={say(fresh, locked)} close={{ label: words.door.later, onClose }}>
      <Button size="small" onClick={() => toggleFullScreen()}>
        {laterWords.menu.exitFullScreen}
      </Button>
    </Note>
  )
}
