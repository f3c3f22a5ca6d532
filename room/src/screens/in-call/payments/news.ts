import { isTaken, isUnsettled, type PaymentState, type SeenPayment } from '@anteroom/contract/payments'

/** A payment as both hosts and whoever pays see it; `visitId`: whose it is, null for one's own. */
export type Followed = Pick<SeenPayment, 'paymentId' | 'state' | 'givenBack'> & { visitId: string | null }

/**
 * What has become of a payment: it was asked for; money or a card came; the bank wants its owner to agree; a card was not
 * charged; a try to pay failed; it is asked for no more; more was taken than should have been, and goes back.
 */
export type PaymentNews =
  | 'asked'
  | 'paid'
  | 'card-left'
  | 'bank-asks'
  | 'not-charged'
  | 'failed'
  | 'no-longer'
  | 'too-much'

/** What is new between two looks at the payments of some people. Of somebody who has just come nothing is. */
export function newsBetween<Payment extends Followed>(
  before: readonly Payment[],
  now: readonly Payment[],
  wereThere: (visitId: string | null) => boolean,
): { payment: Payment; what: PaymentNews }[] {
  const idOf = ({ visitId, paymentId }: Followed) => `${visitId} ${paymentId}`
  const known = new Map(before.map((payment) => [idOf(payment), payment]))
  const news = now.flatMap((payment) => {
    if (!wereThere(payment.visitId)) return []
    const was = known.get(idOf(payment))
    const became = whatBecame(was?.state ?? null, payment.state)
    const isMore = was && (payment.givenBack?.length ?? 0) > (was.givenBack?.length ?? 0)
    return [became, isMore ? ('too-much' as const) : null].flatMap((what) => (what ? [{ payment, what }] : []))
  })
  const ids = new Set(now.map(idOf))
  const gone = before.filter((payment) => !ids.has(idOf(payment)) && isUnsettled(payment.state))
  return [...news, ...gone.map((payment) => ({ payment, what: 'no-longer' as const }))]
}

function whatBecame(before: PaymentState | null, now: PaymentState): PaymentNews | null {
  if (before === now) return null
  if (before === null) return isUnsettled(now) ? 'asked' : now === 'needs-action' ? 'bank-asks' : null
  const wasCharged = before === 'charging' || before === 'needs-action'
  switch (now) {
    case 'paid':
      return isTaken(before) ? null : 'paid'
    case 'card-kept':
      return wasCharged ? 'not-charged' : isUnsettled(before) ? 'card-left' : null
    case 'needs-action':
      return 'bank-asks'
    case 'failed':
      return wasCharged ? 'not-charged' : 'failed'
    case 'withdrawn':
      return 'no-longer'
    default:
      return null
  }
}
