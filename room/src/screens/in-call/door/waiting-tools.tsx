import { Button } from '@anteroom/ui/button.tsx'
import { SwitchField } from '@anteroom/ui/field.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import { laterWords } from '../../../words/words.ts'
import type { Door } from './door-state.ts'
import type { ArrivalNotification } from './notification.ts'
import styles from './waiting-tools.module.css'

/** What concerns all who wait, behind "More": nothing of it is pressed in passing. */
export function WaitingTools({ door, onLetAllIn }: { door: Door; onLetAllIn: () => void }) {
  const { waiting } = useStore(door.host.view)
  return (
    <div className={styles.tools}>
      {waiting.length > 1 && (
        <Button size="small" icon="people" wide aria-haspopup="dialog" onClick={onLetAllIn}>
          {laterWords.door.letAllIn}
        </Button>
      )}
      <Notify notification={door.arrivals.notification} />
    </div>
  )
}

function Notify({ notification }: { notification: ArrivalNotification }) {
  const text = laterWords.door
  const [isOn, setOn] = useState(notification.isOn)
  const [isRefused, setRefused] = useState(!notification.isPossible())
  if (isRefused) {
    return (
      <p className={styles.quiet} role="status">
        {text.notifyRefused}
      </p>
    )
  }
  async function change(on: boolean) {
    if (await notification.switchOn(on)) setOn(on)
    else setRefused(!notification.isPossible())
  }
  return <SwitchField label={text.notify} hint={text.notifyHint} checked={isOn} onSwitch={(on) => void change(on)} />
}
