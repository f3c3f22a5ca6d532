import { call } from './call.ts'
import { money } from './currencies.ts'
import { findIntent } from './intents.ts'
import { listOf, pagingByTime } from './lists.ts'
import type { Account, Charge, Refund } from './objects.ts'
import { invalid, noSuch } from './refusal.ts'
import { integer, missing, oneOf, pairs, shortText } from './shapes.ts'
import type { World } from './world.ts'

function chargeOf(account: Account, given: { charge?: string; payment_intent?: string }): Charge {
  if (given.charge !== undefined) {
    const charge = account.charges.get(given.charge)
    if (!charge) throw noSuch('charge', given.charge)
    return charge
  }
  if (given.payment_intent === undefined) throw missing('payment_intent')
  const { latest_charge, id } = findIntent(account, given.payment_intent)
  const charge = account.charges.get(latest_charge ?? '')
  if (!charge?.paid) throw invalid(`This PaymentIntent (${id}) does not have a successful charge to refund.`)
  return charge
}

function checkRefundable(charge: Charge, amount: number) {
  const left = charge.amount - charge.amount_refunded
  if (charge.disputed) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
  }
  if (left === 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  if (amount < 1) throw invalid('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' })
  if (amount > left) {
    const which = charge.amount_refunded > 0 ? 'unrefunded amount on charge' : 'charge amount'
    const [asked, most] = [money(amount, charge.currency), money(left, charge.currency)]
    throw invalid(`Refund amount (${asked}) is greater than ${which} (${most})`, { param: 'amount' })
  }
}

/** What becomes of a refund that is on its way. Of one that fails the money is with the practice again. */
export function settleRefund(world: World, account: Account, refund: Refund, isDone: boolean) {
  if (refund.status === (isDone ? 'succeeded' : 'failed')) return
  refund.status = isDone ? 'succeeded' : 'failed'
  if (!isDone) {
    refund.failure_reason = 'expired_or_canceled_card'
    const charge = account.charges.get(typeof refund.charge === 'string' ? refund.charge : '')
    if (charge) {
      charge.amount_refunded -= refund.amount
      charge.refunded = false
    }
    world.happen(account, 'refund.failed', refund)
  }
  world.happen(account, 'refund.updated', refund)
}

export const refundCalls = [
  call(
    'POST',
    '/v1/refunds',
    'refunds',
    {
      takes: {
        amount: integer,
        charge: shortText,
        payment_intent: shortText,
        metadata: pairs,
        reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
      },
    },
    ({ world, account, given }) => {
      const charge = chargeOf(account, given)
      const amount = given.amount ?? charge.amount - charge.amount_refunded
      checkRefundable(charge, amount)
      const refund: Refund = {
        id: world.id('re_'),
        object: 'refund',
        amount,
        charge: charge.id,
        created: world.now(),
        currency: charge.currency,
        metadata: given.metadata ?? {},
        payment_intent: charge.payment_intent,
        reason: given.reason ?? null,
        receipt_number: null,
        status: world.hasSlowRefunds() ? 'pending' : 'succeeded',
      }
      account.refunds.set(refund.id, refund)
      charge.amount_refunded += amount
      charge.refunded = charge.amount_refunded === charge.amount
      world.happen(account, 'charge.refunded', charge)
      world.happen(account, 'refund.created', refund)
      world.happen(account, 'refund.updated', refund)
      return refund
    },
  ),
  call('GET', '/v1/refunds/{id}', 'refunds', { takes: {} }, ({ account, id }) => {
    const refund = account.refunds.get(id)
    if (!refund) throw noSuch('refund', id)
    return refund
  }),
  call(
    'GET',
    '/v1/refunds',
    'refunds',
    { takes: { ...pagingByTime, charge: shortText, payment_intent: shortText } },
    ({ account, given }) =>
      listOf(
        account.refunds,
        '/v1/refunds',
        given,
        ({ charge, payment_intent }) =>
          (given.charge ?? charge) === charge && (given.payment_intent ?? payment_intent) === payment_intent,
      ),
  ),
]
