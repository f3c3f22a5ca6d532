import { Dialog } from '@anteroom/ui/dialog.tsx'
import { SwitchField } from '@anteroom/ui/field.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { DeviceKind } from '../../../devices/devices.ts'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { DeviceChoice } from '../../precall/device-choice.tsx'
import { BarPopover } from './bar-popover.tsx'

/** All devices, and how this person likes the call. */
export function Settings({ room, desk, onClose }: { room: Room; desk: Desk; onClose: () => void }) {
  const preferences = useStore(desk.preferences)
  return (
    <Dialog title={laterWords.menu.settings} closeLabel={words.close} onClose={onClose}>
      <DeviceChoice devices={room.devices} hasLevel />
      <SwitchField
        label={laterWords.menu.sounds}
        checked={preferences.sounds}
        onSwitch={(sounds) => desk.preferences.set({ ...preferences, sounds })}
      />
      <SwitchField
        label={laterWords.stage.showSelf}
        checked={preferences.selfView}
        onSwitch={(selfView) => desk.preferences.set({ ...preferences, selfView })}
      />
    </Dialog>
  )
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
