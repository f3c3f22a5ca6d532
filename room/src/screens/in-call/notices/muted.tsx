import type { Call } from '../../../call/call.ts'
import type { Devices } from '../../../devices/devices.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/note.tsx'
import { useStore } from '../../../ui/use-store.ts'
import { words } from '../../../words/words.ts'

/** Says who has muted us, and gives the way back: nobody else can switch the microphone on. */
export function Muted({ call, devices }: { call: Call; devices: Devices }) {
  const by = useStore(call.muting.mutedBy)
  if (by === null) return null
  return (
    <Note icon="microphone-off" title={words.call.mutedBy(by)} live>
      <Button onClick={() => devices.setWanted('microphone', true)}>{words.call.unmuteMyself}</Button>
    </Note>
  )
}
