import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { DeviceKind, Devices } from '../devices/devices.ts'
import { words } from '../words/words.ts'

type Props = {
  devices: Devices
  kind: DeviceKind
  /** What to do when the device cannot be had, instead of trying again at once. */
  onFailed?: () => void
  /** The single key that presses it. */
  shortcut?: string
}

/** The switch of the microphone or the camera. Its name says what it will do. */
export function DeviceToggle({ devices, kind, onFailed, shortcut }: Props) {
  const { wanted, status } = useStore(devices[kind])
  const failed = status === 'failed'
  const isOn = wanted && !failed
  const toggle = () => (failed && onFailed ? onFailed() : devices.setWanted(kind, !isOn))
  const mark = failed ? ('alert' as const) : undefined
  if (kind === 'microphone') {
    return (
      <ControlButton
        icon={isOn ? 'microphone' : 'microphone-off'}
        label={isOn ? words.call.mute : words.call.unmute}
        more={words.call.microphone}
        on={isOn}
        off={!isOn}
        onClick={toggle}
        {...(mark && { mark })}
        {...(shortcut && { shortcut })}
      />
    )
  }
  return (
    <ControlButton
      icon={isOn ? 'camera' : 'camera-off'}
      label={isOn ? words.call.stopVideo : words.call.startVideo}
      on={isOn}
      off={!isOn}
      onClick={toggle}
      {...(mark && { mark })}
      {...(shortcut && { shortcut })}
    />
  )
}
