import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { DevicesWithBackground } from '../../devices/blur/background.ts'
import type { DeviceState } from '../../devices/devices.ts'
import { words } from '../../words/words.ts'
import { DeviceToggle } from '../device-toggle.tsx'
import { OwnPictureHere } from '../own-picture.tsx'
import { DeviceProblems } from './device-problems.tsx'
import styles from './preview.module.css'

/** What failed is not switched on: what is in its way is told, with one button. */
const isThere = ({ status }: DeviceState) => status !== 'failed'

/** Our own picture before anybody else sees it, with the two switches; in its frame, what is in its way. */
export function Preview({ devices }: { devices: DevicesWithBackground }) {
  const microphone = useStore(devices.microphone)
  const camera = useStore(devices.camera)
  const { status, track } = camera
  const blurs = useStore(devices.background) === 'starting' && status === 'asking'
  const failed = status === 'failed'
  const problems = <DeviceProblems devices={devices} />
  return (
    <>
      <div
        className={classNames('ready-preview', styles.preview)}
        data-frame
        data-failed={failed ? (isThere(microphone) ? 'camera' : 'both') : undefined}
      >
        {failed ? (
          problems
        ) : track && status === 'on' ? (
          <div className={styles.picture} role="img" aria-label={words.devices.preview}>
            {/* Until the picture that covers it has come. */}
            <p className={styles.title}>{words.devices.cameraAsking}</p>
            <OwnPictureHere track={track} />
          </div>
        ) : (
          <div className={styles.empty}>
            <Icon name="camera-off" size={32} />
            <p className={styles.title}>
              {status !== 'asking'
                ? words.devices.cameraOff
                : blurs
                  ? words.devices.blurStarting
                  : words.devices.cameraAsking}
            </p>
            {status === 'asking' && !blurs && <p>{words.devices.cameraAskingText}</p>}
          </div>
        )}
        <div className={styles.switches}>
          {isThere(microphone) && <DeviceToggle devices={devices} kind="microphone" />}
          {!failed && <DeviceToggle devices={devices} kind="camera" />}
        </div>
      </div>
      {!failed && problems}
    </>
  )
}
