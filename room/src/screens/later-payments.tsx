import type { SeenPayment } from '@anteroom/contract/payments'
import type { VisitView } from '@anteroom/contract/realtime'
import { fetched } from '@anteroom/ui/ground/fetched.ts'
import { Page } from '@anteroom/ui/page.tsx'
import type { Room } from '../room.ts'
import { words } from '../words/words.ts'
import { Coming } from './coming.tsx'

const parts = fetched(async () => (await import('./payment-parts.ts')).paymentParts)

/** Shows what there is of payments, whose code comes where somebody pays. It stands in the later parts, as do its words. */
export function LaterPayments(props: Coming<typeof import('./payment-parts.ts').paymentParts>) {
  return <Coming code={parts} {...props} />
}

/** The screen of somebody who has to pay first. */
export function PaymentScreen(props: { room: Room; view: VisitView }) {
  const loading = (
    <Page owner={props.view.session.team}>
      <p role="status">{words.loading}</p>
    </Page>
  )
  return <LaterPayments instead={loading}>{({ Payment }) => <Payment {...props} />}</LaterPayments>
}

/** Beside Join, where its place is kept. */
export function PaidFee({ view }: { view: VisitView }) {
  return <LaterPayments instead={<p>{'\u00a0'}</p>}>{({ Paid }) => <Paid view={view} />}</LaterPayments>
}

/** Beside somebody's name, for hosts. */
export function SeenPayments({ payments }: { payments: readonly SeenPayment[] }) {
  return <LaterPayments>{({ Seen }) => <Seen payments={payments} />}</LaterPayments>
}
