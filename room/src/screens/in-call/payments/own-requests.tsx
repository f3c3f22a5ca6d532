import { isUnsettled, type OwnPayment } from '@anteroom/contract/payments'
import type { VisitView } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button, ButtonLink } from '@anteroom/ui/button.tsx'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { cardIcon, newTabIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { amountText } from '../../../words/amounts.ts'
import { laterWords, words } from '../../../words/words.ts'
import { standingOf } from '../../payment/standing.ts'
import { tooMuchTexts } from '../../payment/too-much.tsx'
import { type Pay, usePay } from '../../payment/use-pay.ts'
import { compact } from '../compact.ts'
import { newsBetween, type PaymentNews } from './news.ts'
import styles from './payments.module.css'
import { withTest } from './with-test.ts'

/** What was put off: it stands beside one's own name in the list of people. For as long as this page lasts. */
const putOff = createStore<ReadonlySet<string>>(new Set())

/** Whether there is something for the person to do in the call: they were asked for it, or their bank asks them. */
const isDue = ({ reason, state }: OwnPayment) =>
  state === 'needs-action' || (reason === 'request' && isUnsettled(state))

/** What somebody is asked to pay while the call goes on, and that it has arrived. */
export function OwnRequests({ room, view }: { room: Room; view: VisitView }) {
  const away = useStore(putOff)
  const payments = view.payments ?? []
  const { ends, putAway } = useOwnNews(payments)
  return (
    <>
      {payments
        .filter((payment) => isDue(payment) && !away.has(payment.paymentId))
        .map((payment) => (
          <Request key={payment.paymentId} room={room} payment={payment} />
        ))}
      {ends.map((end) => (
        <Note
          key={`${end.payment.paymentId} ${end.what}`}
          {...(end.what === 'not-charged' ? { icon: 'alert', tone: 'warning' } : { icon: 'check' })}
          title={withTest(end.payment, sayOwn(end) ?? '')}
          close={{ label: words.close, onClose: () => putAway(end) }}
        />
      ))}
    </>
  )
}

function Request({ room, payment }: { room: Room; payment: OwnPayment }) {
  const pay = usePay(room, payment, { staysHere: true })
  const isCompact = useMediaQuery(compact)
  const text = laterWords.payments
  const where = sayWhere(payment, pay)
  const says = where ?? payment.description
  const putItOff = () => putOff.set(new Set([...putOff.get(), payment.paymentId]))
  return (
    <Note
      icon={cardIcon}
      // A phone has room for one of them, and the amount stands on the button as well.
      title={withTest(payment, (isCompact && where) || titleOf(payment), isCompact)}
      {...(isCompact && { close: { label: text.later, onClose: putItOff } })}
    >
      {!isCompact && says && <p>{says}</p>}
      <PayButton payment={payment} pay={pay} />
      {!isCompact && (
        <Button size="small" onClick={putItOff}>
          {text.later}
        </Button>
      )}
    </Note>
  )
}

/** Beside one's own name: what is still to be paid, also what was put off. */
export function OwnDue({ room, payments }: { room: Room; payments: readonly OwnPayment[] }) {
  return payments.filter(isDue).map((payment) => <Due key={payment.paymentId} room={room} payment={payment} />)
}

function Due({ room, payment }: { room: Room; payment: OwnPayment }) {
  const pay = usePay(room, payment, { staysHere: true })
  const where = sayWhere(payment, pay)
  return (
    <li className={styles.own}>
      <p>
        {withTest(payment, titleOf(payment))}
        {payment.description && ` · ${payment.description}`}
        {where && (
          <>
            <br />
            {where}
          </>
        )}
      </p>
      <PayButton payment={payment} pay={pay} />
    </li>
  )
}

function PayButton({ payment, pay }: { payment: OwnPayment; pay: Pay }) {
  const text = laterWords.payments
  if (pay.link) {
    return (
      <ButtonLink
        size="small"
        tone="primary"
        icon={newTabIcon}
        href={pay.link}
        target="_blank"
        rel="noopener noreferrer"
      >
        {text.openPage}
      </ButtonLink>
    )
  }
  const label = payment.state === 'needs-action' ? text.approve : text.pay(read(payment))
  return (
    <Button size="small" tone="primary" aria-disabled={pay.isBusy || undefined} onClick={pay.pay}>
      {pay.now === 'opening' ? words.loading : pay.now === 'in-tab' ? text.again : label}
    </Button>
  )
}

/** What is worth more than what it is for: why it did not work, and where it goes on. */
function sayWhere(payment: OwnPayment, pay: Pay): string | null {
  const text = laterWords.payments
  const standing = standingOf(payment)
  if (pay.isRefused || standing.name === 'account') return text.account(payment.payee)
  if (pay.problem) return pay.problem
  if (pay.link) return text.blocked
  if (pay.now === 'in-tab') return text.inTab
  if (standing.name === 'failed') return text.troubles[standing.why]
  return pay.hasAsked ? text.notArrived : null
}

function titleOf(payment: OwnPayment): string {
  const { yourBankAsks, asksYou } = laterWords.payments
  return payment.state === 'needs-action' ? yourBankAsks(read(payment)) : asksYou(payment.payee, read(payment))
}

const read = ({ amount, currency }: OwnPayment) => amountText(amount, currency)

type Told = { payment: OwnPayment; what: PaymentNews }

/** What stays to be read: that it has arrived, that it was too much, or that nobody has answered what the bank asked. */
const isEnd = ({ payment, what }: Told) =>
  what === 'paid' || what === 'too-much' || (what === 'not-charged' && payment.trouble === 'unanswered')

/** Tells what is new, and says thanks for what has arrived until that is put away. */
function useOwnNews(payments: readonly OwnPayment[]) {
  const [ends, setEnds] = useState<readonly Told[]>([])
  const announce = useAnnounce()
  const now = payments.map((payment) => ({ ...payment, visitId: null }))
  // What was asked for before this was there is told as well: the code came because of it.
  const before = useRef(now.filter((payment) => !isDue(payment)))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is compared are two views.
  useEffect(() => {
    const news = newsBetween(before.current, now, () => true)
    before.current = now
    const fresh = news.filter(isEnd)
    if (fresh.length > 0) {
      const isOld = ({ payment, what }: Told) =>
        !fresh.some((one) => one.payment.paymentId === payment.paymentId && one.what === what)
      setEnds((all) => [...all.filter(isOld), ...fresh])
    }
    const said = news.flatMap((told) => sayOwn(told) ?? [])
    if (said.length > 0) announce(said.join(' '))
  }, [payments])
  return { ends, putAway: (end: Told) => setEnds((all) => all.filter((one) => one !== end)) }
}

function sayOwn(told: Told): string | null {
  const { payment, what } = told
  const text = laterWords.payments
  if (what === 'too-much') return tooMuchTexts(payment).at(-1) ?? null
  if (isEnd(told) && what !== 'paid') return text.troubles.unanswered
  if (payment.reason === 'fee' && what !== 'paid' && what !== 'bank-asks') return null
  switch (what) {
    case 'asked':
    case 'bank-asks':
      return `${titleOf(payment)}.`
    case 'paid':
      return text.thanks(read(payment))
    case 'failed':
      return text.troubles.failed
    case 'no-longer':
      return text.noLonger(read(payment))
    default:
      return null
  }
}
