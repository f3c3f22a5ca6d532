import { Dialog } from '@anteroom/ui/dialog.tsx'
import { SwitchField } from '@anteroom/ui/field.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { Video } from '@anteroom/ui/video.tsx'
import type { Desk } from '../../../desk/desk.ts'
import type { DeviceKind } from '../../../devices/devices.ts'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { BlurChoice, DeviceChoice, NoiseChoice } from '../../precall/device-choice.tsx'
import { BarPopover } from './bar-popover.tsx'
import styles from './settings.module.css'

/** All devices, and how this person likes the call. */
export function Settings({ room, desk, onClose }: { room: Room; desk: Desk; onClose: () => void }) {
  const preferences = useStore(desk.preferences)
  return (
    <Dialog title={laterWords.menu.settings} className={styles.dialog} closeLabel={words.close} onClose={onClose}>
      <div className={styles.groups}>
        <section className={styles.group}>
          <h3>{laterWords.menu.picture}</h3>
          <div className={styles.devices}>
            <Preview devices={room.devices} />
            <DeviceChoice devices={room.devices} only="camera" bare />
          </div>
          <BlurChoice devices={room.devices} />
          <SwitchField
            label={laterWords.stage.showSelf}
            checked={preferences.selfView}
            onSwitch={(selfView) => desk.preferences.set({ ...preferences, selfView })}
          />
        </section>
        <section className={styles.group}>
          <h3>{laterWords.menu.sound}</h3>
          <div className={styles.devices}>
            <DeviceChoice devices={room.devices} only="microphone" hasLevel bare />
          </div>
          <NoiseChoice devices={room.devices} />
          <SwitchField
            label={laterWords.menu.sounds}
            checked={preferences.sounds}
            onSwitch={(sounds) => desk.preferences.set({ ...preferences, sounds })}
          />
        </section>
      </div>
    </Dialog>
  )
}

/** As in a mirror, with the background as the others have it. */
function Preview({ devices }: Pick<Room, 'devices'>) {
  const { track } = useStore(devices.camera)
  return <div className={styles.preview}>{track ? <Video track={track} /> : <p>{words.devices.cameraOff}</p>}</div>
}

type DevicesProps = { kind: DeviceKind; devices: Room['devices']; onClose: () => void }

/** Behind the caret beside a switch: which device it is that is switched. */
export function DevicesOf({ kind, devices, onClose }: DevicesProps) {
  return (
    <BarPopover title={words.call.choose[kind]} onClose={onClose}>
      <DeviceChoice devices={devices} only={kind} hasLevel />
    </BarPopover>
  )
}
