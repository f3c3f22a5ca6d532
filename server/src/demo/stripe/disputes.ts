import { call } from './call.ts'
import { listOf, pagingByTime } from './lists.ts'
import type { Account, Charge, Dispute } from './objects.ts'
import { noSuch } from './refusal.ts'
import { shortText } from './shapes.ts'
import type { World } from './world.ts'

const daysToAnswer = 9

/** The person asks their bank for the money back; the bank takes it at once. */
export function openDispute(world: World, account: Account, charge: Charge, reason: string): Dispute {
  const dispute: Dispute = {
    id: world.id('du_'),
    object: 'dispute',
    amount: charge.amount,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    evidence_details: {
      due_by: world.now() + daysToAnswer * 86_400,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    livemode: account.isLive,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  }
  charge.disputed = true
  account.disputes.set(dispute.id, dispute)
  world.happen(account, 'charge.dispute.created', dispute)
  world.happen(account, 'charge.dispute.funds_withdrawn', dispute)
  return dispute
}

export function closeDispute(world: World, account: Account, dispute: Dispute, status: 'won' | 'lost') {
  dispute.status = status
  world.happen(account, 'charge.dispute.closed', dispute)
  if (status === 'won') world.happen(account, 'charge.dispute.funds_reinstated', dispute)
}

export const disputeCalls = [
  call('GET', '/v1/disputes/{id}', 'disputes', { takes: {} }, ({ account, id }) => {
    const dispute = account.disputes.get(id)
    if (!dispute) throw noSuch('dispute', id)
    return dispute
  }),
  call(
    'GET',
    '/v1/disputes',
    'disputes',
    { takes: { ...pagingByTime, charge: shortText, payment_intent: shortText } },
    ({ account, given }) =>
      listOf(
        account.disputes,
        '/v1/disputes',
        given,
        ({ charge, payment_intent }) =>
          (given.charge ?? charge) === charge && (given.payment_intent ?? payment_intent) === payment_intent,
      ),
  ),
]
