import type { Devices } from '../../../devices/devices.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/note.tsx'
import { useStore } from '../../../ui/use-store.ts'
import { words } from '../../../words/words.ts'

/** A phone call or another app takes the camera and the microphone away; one tap brings them back. */
export function DevicesPaused({ devices }: { devices: Devices }) {
  const microphone = useStore(devices.microphone)
  const camera = useStore(devices.camera)
  if (!microphone.interrupted && !camera.interrupted) return null
  return (
    <Note icon="pause" tone="warning" title={words.resilience.ownInterrupted} live>
      <p>{words.resilience.ownInterruptedText}</p>
      <Button tone="primary" size="large" onClick={() => devices.resume()}>
        {words.resilience.resume}
      </Button>
    </Note>
  )
}
