import type { OwnPayment } from '@anteroom/contract/payments'
import { Button, ButtonLink } from '@anteroom/ui/button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { cardIcon, newTabIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useContext } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { amountText } from '../../words/amounts.ts'
import { laterWords, words } from '../../words/words.ts'
import { CopyLink } from '../share-link.tsx'
import styles from './payment.module.css'
import { standingOf } from './standing.ts'
import { type Pay, usePay } from './use-pay.ts'
import { WayOutContext } from './way-out.ts'

/** How it stands with a payment, and what is to be pressed for it. */
export function PayHere({ room, payment }: { room: Room; payment: OwnPayment }) {
  const pay = usePay(room, payment, { looksFirst: true })
  const text = laterWords.payments
  const isCard = payment.collect === 'card'
  const standing = pay.isRefused ? { name: 'account' as const } : standingOf(payment)
  const isInTab = pay.now === 'in-tab'
  const label = isCard ? text.leaveCard : text.pay(amountText(payment.amount, payment.currency))
  return (
    <>
      <div role="status" className={styles.standing}>
        <HowItStands payment={payment} pay={pay} />
      </div>
      {pay.link ? (
        <div className={styles.link}>
          <ButtonLink
            tone="primary"
            size="large"
            icon={newTabIcon}
            wide
            href={pay.link}
            target="_blank"
            rel="noopener noreferrer"
          >
            {text.openPage}
          </ButtonLink>
          <CopyLink url={pay.link} hides size="small" />
        </div>
      ) : (
        <Button
          tone={isInTab || standing.name === 'account' ? 'secondary' : 'primary'}
          size="large"
          wide
          icon={cardIcon}
          aria-disabled={pay.isBusy || undefined}
          onClick={pay.pay}
        >
          {pay.now === 'opening' || pay.now === 'leaving'
            ? text.opening
            : standing.name === 'account'
              ? words.call.tryAgain
              : isInTab
                ? text.again
                : label}
        </Button>
      )}
      {(payment.isOpen || isInTab || pay.link) && standing.name !== 'account' && (
        <Button tone="quiet" aria-disabled={pay.isBusy || undefined} onClick={pay.check}>
          {pay.now === 'looking' || pay.now === 'asking'
            ? text.asking
            : sayThatDone(payment, isInTab || pay.link !== null)}
        </Button>
      )}
      {standing.name !== 'account' && (
        <p className={styles.safe}>
          <Icon name="lock" size={20} />
          <span>{isCard ? text.safeCard : text.safe}</span>
        </p>
      )}
    </>
  )
}

/** What somebody says who has paid and whom this page does not know to have. */
function sayThatDone(payment: OwnPayment, isUnderWay: boolean): string {
  const { havePaid, haveLeft, paidAfterAll, leftAfterAll } = laterWords.payments
  // They have just read that their card was declined.
  const isAfterAll = !isUnderWay && standingOf(payment).name === 'failed'
  if (payment.collect === 'card') return isAfterAll ? leftAfterAll : haveLeft
  return isAfterAll ? paidAfterAll : havePaid
}

function HowItStands({ payment, pay }: { payment: OwnPayment; pay: Pay }) {
  const { isFramed } = useContext(WayOutContext)
  const text = laterWords.payments
  const isCard = payment.collect === 'card'
  const standing = standingOf(payment)
  if (standing.name === 'account' || pay.isRefused) {
    return (
      <Note icon="alert" tone="warning" title={text.account(payment.payee)}>
        <p>{text.accountText(payment.payee)}</p>
      </Note>
    )
  }
  if (pay.problem) {
    return (
      <Note icon="alert" tone="warning">
        <p>{pay.problem}</p>
      </Note>
    )
  }
  // What is known may be older than what the person has just done.
  if (pay.now === 'looking') return null
  if (pay.link) return <p>{text.blocked}</p>
  if (pay.now === 'in-tab') {
    return (
      <Note icon="info" title={isCard ? text.inTabCard : text.inTab}>
        <p>{text.inTabText}</p>
      </Note>
    )
  }
  if (standing.name === 'failed') {
    return (
      <Note icon="alert" tone="warning">
        <p>{text.troubles[standing.why]}</p>
        {pay.hasSaid && <p>{isCard ? text.notArrivedCard : text.notArrived}</p>}
      </Note>
    )
  }
  if (pay.hasAsked) {
    return (
      <Note icon="info" title={isCard ? text.notYetCard : text.notYet}>
        <p>{isCard ? text.notArrivedCard : text.notArrived}</p>
        {isFramed && <p>{text.stillOpen}</p>}
      </Note>
    )
  }
  if (standing.name !== 'opened') return null
  return (
    <Note icon="info" title={isCard ? text.notYetCard : text.notYet}>
      <p>{isCard ? text.notYetCardText : text.notYetText}</p>
    </Note>
  )
}
