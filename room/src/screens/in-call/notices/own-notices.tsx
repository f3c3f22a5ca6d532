import type { VisitView } from '@anteroom/contract/realtime'
import type { Call } from '../../../call/call.ts'
import type { Peer } from '../../../call/media.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { LaterPayments } from '../../later-payments.tsx'
import { HostNews, Muted } from './by-hosts.tsx'
import { DeviceNews, DevicesPaused, Forgotten, StillMuted } from './own-devices.tsx'
import { OwnLine, WeakLine } from './own-line.tsx'

export type OwnNoticesProps = { room: Room; call: Call; desk: Desk; peers: readonly Peer[]; view: VisitView }

/** What concerns oneself and most calls go without. */
export function OwnNotices({ room, call, desk, peers, view }: OwnNoticesProps) {
  const { devices } = room
  const isPaid = view.payments || view.paying || view.people.some(({ payments }) => payments)
  return (
    <>
      <OwnLine call={call} devices={devices} peers={peers} />
      <Forgotten devices={devices} />
      <DevicesPaused devices={devices} />
      <DeviceNews devices={devices} />
      <WeakLine peers={peers} />
      <Muted call={call} devices={devices} />
      <StillMuted devices={devices} />
      <HostNews desk={desk} view={view} />
      {isPaid && <LaterPayments>{({ PaymentNotices }) => <PaymentNotices room={room} view={view} />}</LaterPayments>}
    </>
  )
}
