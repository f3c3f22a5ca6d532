import type { RoomSettings } from '@anteroom/contract/realtime'
import { useStore } from '@anteroom/ui/use-store.ts'
import { type Desk, isAllowed } from '../../../desk/desk.ts'
import { PartMissing } from '../../part-missing.tsx'

/** What plugins and the door show over the call, and that one is missing when its code did not arrive. */
export function PartNotices({ desk, settings }: { desk: Desk; settings: RoomSettings }) {
  const parts = useStore(desk.parts)
  const failed = useStore(desk.failed)
  return (
    <>
      {parts
        .filter(({ id }) => isAllowed(id, settings))
        .map(({ id, parts: { Notice } }) => Notice && <Notice key={id} />)}
      {failed.length > 0 && <PartMissing onAgain={desk.retry} />}
    </>
  )
}
