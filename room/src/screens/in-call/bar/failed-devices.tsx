import { Dialog } from '@anteroom/ui/dialog.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { words } from '../../../words/words.ts'

type Props = Pick<Room, 'devices'> & {
  onClose: () => void
  /** What is in the way. */
  children: ComponentChildren
}

/** Says what is in the way of a device. Once it works there is nothing left to say, so it closes by itself. */
export function FailedDevices({ devices, onClose, children }: Props) {
  const microphone = useStore(devices.microphone).status
  const camera = useStore(devices.camera).status
  const isSolved = microphone !== 'failed' && camera !== 'failed' && microphone !== 'asking' && camera !== 'asking'
  useEffect(() => {
    if (isSolved) onClose()
  }, [isSolved, onClose])
  return (
    <Dialog title={words.precall.settings} closeLabel={words.close} onClose={onClose}>
      {children}
      {(microphone === 'asking' || camera === 'asking') && <p role="status">{words.devices.cameraAskingText}</p>}
    </Dialog>
  )
}
