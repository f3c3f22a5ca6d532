import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import { Icon } from '../../ui/icon.tsx'
import { words } from '../../words/words.ts'
import { DeviceChoice } from './device-choice.tsx'
import styles from './device-settings.module.css'

/** The choice of devices, folded away: most people never need it. */
export function DeviceSettings({ devices }: { devices: DevicesWithBackground }) {
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        <Icon name="speaker" size={22} />
        {words.precall.settings}
      </summary>
      <div className={styles.inside}>
        <DeviceChoice devices={devices} />
      </div>
    </details>
  )
}
