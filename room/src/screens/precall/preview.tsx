import { Button } from '@anteroom/ui/button.tsx'
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
  if (status === 'failed') return isThere(microphone) && <NoPicture devices={devices} isOn={microphone.wanted} />
  return (
    <div className={classNames('ready-preview', styles.preview)} data-frame>
      {track && status === 'on' ? (
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
        <DeviceToggle devices={devices} kind="camera" />
      </div>
    </div>
  )
}

/** A line is enough where there is nothing to be seen; one may still be silent. */
function NoPicture({ devices, isOn }: { devices: DevicesWithBackground; isOn: boolean }) {
  const { mute, unmute, microphone } = words.call
  const says = isOn ? mute : unmute
  return (
    <div className={styles.none}>
      <Icon name="camera-off" size={22} />
      <p className={styles.title}>{words.devices.noCamera}</p>
      <Button
        icon={isOn ? 'microphone' : 'microphone-off'}
        aria-label={`${says} ${microphone}`}
        onClick={() => devices.setWanted('microphone', !isOn)}
      >
        {says}
      </Button>
    </div>
  )
}
