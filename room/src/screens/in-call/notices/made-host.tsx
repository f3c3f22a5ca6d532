import type { VisitView } from '@anteroom/contract/realtime'
import type { Desk } from '../../../desk/desk.ts'
import { Note } from '../../../ui/note.tsx'
import { useStore } from '../../../ui/use-store.ts'
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
