import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { cardIcon } from '@anteroom/ui/later-icons.ts'
import { Card, Page } from '@anteroom/ui/page.tsx'
import type { Room } from '../../room.ts'
import { laterWords, words } from '../../words/words.ts'
import { ContactWays } from '../contact-ways.tsx'
import { Sign } from '../sign.tsx'
import { PayHere } from './pay-here.tsx'
import styles from './payment.module.css'
import { dueAtDoor } from './standing.ts'
import { Sum } from './sum.tsx'
import { TooMuch } from './too-much.tsx'

/** Before anything is asked of devices: a fee is owed, or a card. */
export function Payment({ room, view }: { room: Room; view: VisitView }) {
  const { team } = view.session
  const payment = dueAtDoor(view.payments)
  const text = laterWords.payments
  if (!payment) {
    // What has become of it and where that leads come one after the other.
    return (
      <Page owner={team}>
        <p role="status">{words.loading}</p>
      </Page>
    )
  }
  return (
    <Page owner={team}>
      <Card className={styles.card}>
        <Sign name={cardIcon} />
        <Heading>{payment.collect === 'card' ? text.titleCard : text.title}</Heading>
        <Sum payment={payment} />
        <TooMuch payments={view.payments} />
        <PayHere key={payment.paymentId} room={room} payment={payment} />
        <p className={styles.quiet}>{text.contact(payment.payee)}</p>
        <ContactWays of={view.session} />
      </Card>
    </Page>
  )
}
