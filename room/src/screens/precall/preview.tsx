import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import type { DeviceState } from '../../devices/devices.ts'
import { words } from '../../words/words.ts'
import { DeviceToggle } from '../device-toggle.tsx'
import { OwnPictureHere } from '../own-picture.tsx'
import styles from './preview.module.css'

/** What failed is not switched on: below stands what is in its way, with one button. */
const isThere = ({ status }: DeviceState) => status !== 'failed'

/** Our own picture before anybody else sees it, with the two switches. */
export function Preview({ devices }: { devices: DevicesWithBackground }) {
  const microphone = useStore(devices.microphone)
  const camera = useStore(devices.camera)
  const { status, track } = camera
  const blurs = useStore(devices.background) === 'starting' && status === 'asking'
  return (
    <div className={classNames('ready-preview', styles.preview, status === 'failed' && styles.failed)} data-frame>
      {track && status === 'on' ? (
        <div className={styles.picture} role="img" aria-label={words.devices.preview}>
          <OwnPictureHere track={track} />
        </div>
      ) : (
        <div className={styles.empty}>
          <Icon name="camera-off" size={32} />
          <p className={styles.title}>
            {status === 'asking'
              ? blurs
                ? words.devices.blurStarting
                : words.devices.cameraAsking
              : status === 'failed'
                ? words.devices.noCamera
                : words.devices.cameraOff}
          </p>
          {status === 'asking' && !blurs && <p>{words.devices.cameraAskingText}</p>}
        </div>
      )}
      {(isThere(microphone) || isThere(camera)) && (
        <div className={styles.switches}>
          {isThere(microphone) && <DeviceToggle devices={devices} kind="microphone" />}
          {isThere(camera) && <DeviceToggle devices={devices} kind="camera" />}
        </div>
      )}
    </div>
  )
}
