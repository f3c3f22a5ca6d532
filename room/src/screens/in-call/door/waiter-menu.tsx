import { Button } from '@anteroom/ui/button.tsx'
import type { Picture } from '@anteroom/ui/icon.tsx'
import { bellOffIcon, clockIcon } from '@anteroom/ui/later-icons.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { laterWords } from '../../../words/words.ts'
import type { Door } from './door-state.ts'
import type { AtDoor } from './rows.ts'
import styles from './waiter-menu.module.css'

type Props = { door: Door; waiter: AtDoor; onTurnAway: () => void; onClose: () => void }

/** What is wanted less often of somebody who waits than to let them in. */
export function WaiterMenu({ door, waiter: { visitId, name, message, mayKnockAt }, onTurnAway, onClose }: Props) {
  const text = laterWords.door
  const isQuiet = useStore(door.arrivals.quiet).has(visitId)
  const item = (icon: Picture, label: string, named: string, act: () => void, opens?: 'dialog') => (
    <li>
      <Button
        size="small"
        tone="secondary"
        icon={icon}
        wide
        className={styles.item}
        aria-label={named}
        aria-haspopup={opens}
        onClick={() => {
          onClose()
          act()
        }}
      >
        {label}
      </Button>
    </li>
  )
  return (
    <ul className={styles.menu}>
      {item('chat', laterWords.door.message, text.messageTo(name), () => door.writingTo.set(visitId))}
      {message &&
        item('close', text.takeAway, text.takeAway, () => void door.host.request('door:write', { visitId, text: '' }))}
      {!mayKnockAt && item(clockIcon, text.notNow, text.notNowOne(name), onTurnAway, 'dialog')}
      {isQuiet
        ? item('bell', text.soundOn, text.loud(name), () => door.arrivals.setQuiet(visitId, false))
        : item(bellOffIcon, text.soundOff, text.quiet(name), () => door.arrivals.setQuiet(visitId, true))}
    </ul>
  )
}
