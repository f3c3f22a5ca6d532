import type { VisitView } from '@anteroom/contract/realtime'
import type { Room } from '../../../room.ts'
import { HostsNotices } from './hosts-notices.tsx'
import { OwnRequests } from './own-requests.tsx'

/** Over the call: what somebody is asked to pay, and for hosts what has become of it. */
export function PaymentNotices({ room, view }: { room: Room; view: VisitView }) {
  return (
    <>
      <OwnRequests room={room} view={view} />
      {view.me.role === 'HOST' && <HostsNotices room={room} view={view} />}
    </>
  )
}
