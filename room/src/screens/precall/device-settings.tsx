import { Icon } from '@anteroom/ui/icon.tsx'
import { useState } from 'preact/hooks'
import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import { words } from '../../words/words.ts'
import { Later } from '../later.tsx'
import styles from './device-choice.module.css'

/** The choice of devices, folded away, and fetched when it is opened: most people never need it. */
export function DeviceSettings({ devices }: { devices: DevicesWithBackground }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={styles.summary}>
        <Icon name="settings" size={22} />
        {words.precall.settings}
      </summary>
      <div className={styles.inside}>
        {isOpen && <Later>{({ DeviceChoice }) => <DeviceChoice devices={devices} />}</Later>}
      </div>
    </details>
  )
}
