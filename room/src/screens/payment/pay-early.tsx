import type { OwnPayment } from '@anteroom/contract/payments'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { PaidLine } from './paid.tsx'
import { PayHere } from './pay-here.tsx'
import styles from './payment.module.css'
import { dueAtDoor, settledFee } from './standing.ts'
import { Sum } from './sum.tsx'
import { TooMuch } from './too-much.tsx'

/** Right below the countdown: a fee may be paid days ahead. */
export function PayEarly({ room, payments }: { room: Room; payments: readonly OwnPayment[] }) {
  const due = dueAtDoor(payments)
  const settled = settledFee(payments)
  const text = laterWords.payments
  return (
    <>
      {due && (
        <section className={styles.early} aria-labelledby="pay-early">
          <h2 id="pay-early">{due.collect === 'card' ? text.earlyCard : text.early}</h2>
          <Sum payment={due} />
          <PayHere key={due.paymentId} room={room} payment={due} />
        </section>
      )}
      <div role="status" className={styles.standing}>
        {settled && <PaidLine payment={settled} />}
        <TooMuch payments={payments} />
      </div>
    </>
  )
}
