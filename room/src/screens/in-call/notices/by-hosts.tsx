import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Call } from '../../../call/call.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Devices } from '../../../devices/devices.ts'
import { words } from '../../../words/words.ts'

/** Says that we are a host now, and who has made us one. */
export function MadeHost({ desk, view }: { desk: Desk; view: VisitView }) {
  const isNew = useStore(desk.madeHost)
  const title = words.hosts.madeHost(view.me.madeHostBy ?? '')
  if (!isNew) return null
  return (
    <Note icon="star" title={title} close={{ label: words.close, onClose: () => desk.madeHost.set(false) }}>
      <p>{words.hosts.madeHostText}</p>
    </Note>
  )
}

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
