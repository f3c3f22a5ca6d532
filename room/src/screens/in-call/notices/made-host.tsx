import type { VisitView } from '@anteroom/contract/realtime'
import { useEffect } from 'preact/hooks'
import type { CallDesk } from '../../../desk/desk.ts'
import { useAnnounce } from '../../../ui/announcer.tsx'
import { Note } from '../../../ui/note.tsx'
import { useStore } from '../../../ui/use-store.ts'
import { words } from '../../../words/words.ts'

/** Says that we are a host now, and who has made us one. */
export function MadeHost({ desk, view }: { desk: CallDesk; view: VisitView }) {
  const announce = useAnnounce()
  const isNew = useStore(desk.madeHost)
  const title = words.hosts.madeHost(view.me.madeHostBy ?? '')
  useEffect(() => {
    if (isNew) announce(title)
  }, [isNew, title, announce])
  if (!isNew) return null
  return (
    <Note icon="star" title={title} close={{ label: words.close, onClose: () => desk.madeHost.set(false) }}>
      <p>{words.hosts.madeHostText}</p>
    </Note>
  )
}
