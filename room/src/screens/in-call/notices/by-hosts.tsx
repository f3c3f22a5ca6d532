import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { starIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Call } from '../../../call/call.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Devices } from '../../../devices/devices.ts'
import { laterWords, words } from '../../../words/words.ts'

/** Says that we are a host now, and who has made us one, or that we are one no longer. */
export function HostNews({ desk, view }: { desk: Desk; view: VisitView }) {
  const news = useStore(desk.hostNews)
  if (!news) return null
  const isHost = news === 'made'
  const { madeHost, unmadeHost } = words.hosts
  const { madeHostText, unmadeHostText } = laterWords.hosts
  const title = isHost ? madeHost(view.me.madeHostBy ?? '') : unmadeHost
  return (
    <Note icon={starIcon} title={title} close={{ label: words.close, onClose: () => desk.hostNews.set(null) }}>
      <p>{isHost ? madeHostText : unmadeHostText}</p>
    </Note>
  )
}

/** Says who has muted us, and gives the way back: nobody else can switch the microphone on. */
export function Muted({ call, devices }: { call: Call; devices: Devices }) {
  const by = useStore(call.muting.mutedBy)
  if (by === null) return null
  return (
    <Note icon="microphone-off" title={laterWords.call.mutedBy(by)} live>
      <Button size="small" onClick={() => devices.setWanted('microphone', true)}>
        {words.call.unmute}
      </Button>
    </Note>
  )
}
