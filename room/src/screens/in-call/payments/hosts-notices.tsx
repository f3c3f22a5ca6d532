import type { Payer, PaymentTrouble, SeenPayment } from '@anteroom/contract/payments'
import type { VisitView } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { cardIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { amountText } from '../../../words/amounts.ts'
import { laterWords, words } from '../../../words/words.ts'
import { problemText } from '../../payment/problem-text.ts'
import { compact } from '../compact.ts'
import { SureToWaive } from './at-payment.tsx'
import { type Followed, newsBetween, type PaymentNews } from './news.ts'
import { withTest } from './with-test.ts'

type OfPerson = SeenPayment & Followed & { name: string }
type Told = { payment: OfPerson; what: PaymentNews }

/** What has become of payments and who is at the payment, until a host puts it away. */
export function HostsNotices({ room, view }: { room: Room; view: VisitView }) {
  const { news, putAway } = useNews(view)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [waiving, setWaiving] = useState<Payer | null>(null)
  const text = laterWords.payments
  const isCompact = useMediaQuery(compact)
  const payers = (view.paying ?? []).filter(({ visitId }) => !hidden.has(visitId))
  return (
    <>
      {news.map((told) => {
        const { title, more, isWrong } = sayNews(told)
        return (
          <Note
            key={`${told.payment.visitId} ${told.payment.paymentId} ${told.what}`}
            icon={isWrong ? 'alert' : told.what === 'bank-asks' ? cardIcon : 'check'}
            {...(isWrong && { tone: 'warning' })}
            title={withTest(told.payment, title, isCompact)}
            close={{ label: words.close, onClose: () => putAway(told) }}
          >
            {more && <p>{more}</p>}
          </Note>
        )
      })}
      {payers.map((payer) => (
        <Note
          key={payer.visitId}
          icon={cardIcon}
          title={text.atPayment(payer.name)}
          close={{ label: words.close, onClose: () => setHidden(new Set([...hidden, payer.visitId])) }}
        >
          <Button size="small" aria-label={text.waiveOne(payer.name)} onClick={() => setWaiving(payer)}>
            {text.waive}
          </Button>
        </Note>
      ))}
      {waiving && <SureToWaive payer={waiving} request={room.visit.request} onClose={() => setWaiving(null)} />}
    </>
  )
}

/** A host knows what they have asked for and taken back themselves. */
const isTold = ({ what }: Told) => what !== 'asked' && what !== 'no-longer'

function useNews(view: VisitView) {
  const [news, setNews] = useState<readonly Told[]>([])
  const announce = useAnnounce()
  const now = view.people.flatMap(({ visitId, name, payments = [] }) =>
    payments.map((payment): OfPerson => ({ ...payment, visitId, name })),
  )
  const before = useRef({ payments: now, people: view.people })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is compared are two views.
  useEffect(() => {
    const { payments, people } = before.current
    before.current = { payments: now, people: view.people }
    const fresh = newsBetween(payments, now, (id) => people.some(({ visitId }) => visitId === id)).filter(isTold)
    const isStill = ({ payment }: Told) => view.people.some(({ visitId }) => visitId === payment.visitId)
    const isOvertaken = ({ payment }: Told) =>
      fresh.some(
        ({ payment: { visitId, paymentId } }) => visitId === payment.visitId && paymentId === payment.paymentId,
      )
    setNews((all) => {
      const rest = all.filter((told) => isStill(told) && !isOvertaken(told))
      return rest.length === all.length && fresh.length === 0 ? all : [...rest, ...fresh]
    })
    if (fresh.length > 0) announce(fresh.map((told) => sayNews(told).title).join('. '))
  }, [view.people])
  return { news, putAway: (told: Told) => setNews((all) => all.filter((one) => one !== told)) }
}

function whyNotCharged(trouble: PaymentTrouble | null): string {
  const text = laterWords.payments
  if (trouble === 'unanswered') return text.unansweredText
  return trouble === 'account' ? problemText('payment-refused') : text.notChargedText
}

function sayNews({ payment, what }: Told): { title: string; more?: string; isWrong?: boolean } {
  const text = laterWords.payments
  const { name } = payment
  const amount = amountText(payment.amount, payment.currency)
  switch (what) {
    case 'card-left':
      return { title: text.hasLeftCard(name) }
    case 'bank-asks':
      return { title: text.bankAsks(name, amount), more: text.bankAsksText(name) }
    case 'not-charged':
      return {
        title: text.notCharged(name, amount),
        more: whyNotCharged(payment.trouble),
        isWrong: true,
      }
    case 'too-much': {
      const back = payment.givenBack?.at(-1) ?? payment
      return { title: text.hasPaidTooMuch(name, amountText(back.amount, back.currency)), more: text.tooMuchText }
    }
    case 'failed':
      return { title: text.notPaid(name, amount), more: text.notPaidText(name), isWrong: true }
    default:
      return { title: text.hasPaid(name, amount) }
  }
}
