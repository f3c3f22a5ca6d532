import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { Devices } from '../../devices/devices.ts'
import { words } from '../../words/words.ts'
import { Meter } from './meter.tsx'
import styles from './microphone-check.module.css'

/** Shows that the microphone hears something, and says so in words once it does. */
export function MicrophoneCheck({ devices }: { devices: Devices }) {
  const { status, track } = useStore(devices.microphone)
  const [heard, setHeard] = useState<MediaStreamTrack | null>(null)
  const [hasMeter, setHasMeter] = useState(true)
  const isHeard = heard !== null && heard === track
  // What is in its way stands above.
  if (status === 'failed') return null
  const says = {
    on: isHeard ? words.devices.heard : hasMeter ? words.devices.saySomething : words.devices.microphone,
    off: words.devices.micOff,
    asking: words.devices.micAsking,
  }[status]
  return (
    <div className={classNames(styles.check, status === 'on' && isHeard && styles.heard)}>
      <Icon name={status === 'on' ? (isHeard ? 'check' : 'microphone') : 'microphone-off'} size={22} />
      <div className={styles.words}>
        <p role="status">{says}</p>
        {status === 'on' && track && hasMeter && (
          <Meter
            track={track}
            label={words.devices.level}
            onHeard={() => setHeard(track)}
            onMissing={() => setHasMeter(false)}
          />
        )}
      </div>
    </div>
  )
}
