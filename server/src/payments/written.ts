import { isTaken } from '@anteroom/contract/payments'
import type { Entry, Happening } from '../ledger/service.ts'
import { isGivenBack } from './refund-rules.ts'
import { type Attempt, isPending, type Payment } from './rules.ts'

/** What brought a change: the person's browser, the provider's webhook, our asking, somebody's wish. */
export type Cause = 'api' | 'room' | 'returned' | 'webhook' | 'asked'

/** What a change of a payment means to the audit log, and to those who are told by webhooks. */
export function writtenOf(
  before: Payment | null,
  after: Payment,
  cause: Cause,
): { entries: Entry[]; events: Happening[] } {
  const { sessionId, participantId, paymentId, amount, currency } = after
  const entries: Entry[] = []
  const events: Happening[] = []
  const ids = { sessionId, participantId, paymentId }
  const note = (verb: string, more: Record<string, unknown> = {}) =>
    entries.push({
      action: `payment.${verb}`,
      target: paymentId,
      details: { sessionId, participantId, amount, currency, cause, ...more },
    })
  if (before?.state !== after.state) note(after.state, { from: before?.state ?? null, ...troubleOf(after) })
  else if (before.refunded !== after.refunded) note('refund', { refunded: after.refunded })
  else if (before.trouble !== after.trouble && after.trouble) note('failed', { trouble: after.trouble })
  else if (before.amount !== after.amount || before.currency !== after.currency) note('change')
  if (after.waivedAt && !before?.waivedAt) note('waive')
  const wasTaken = before !== null && isTaken(before.state)
  if (isTaken(after.state) && !wasTaken) events.push({ type: 'payment:paid', ...ids })
  const isNewTrouble = before?.state !== 'failed' || before.trouble !== after.trouble
  if (after.state === 'failed' && isNewTrouble) events.push({ type: 'payment:failed', ...ids })
  const wentBack = after.attempts.filter(
    (one) => isGivenBack(after, one) && isDone(one) && !before?.attempts.some(isDoneAs(one)),
  )
  for (const { amount: back } of wentBack) note('gave-back', { amount: back })
  if (after.refunded > (before?.refunded ?? 0) || wentBack.length > 0) events.push({ type: 'payment:refunded', ...ids })
  const [wasDisputed, isDisputed] = [before?.state === 'disputed', after.state === 'disputed']
  if (wasDisputed !== isDisputed) events.push({ type: 'payment:disputed', ...ids })
  const failed = after.attempts.filter(
    (one) => one.kind === 'refund' && one.state === 'closed' && before?.attempts.some(wasPending(one)),
  )
  for (const { amount: back } of failed) note('refund-failed', { amount: back })
  const asked = after.attempts.filter((one) => one.kind === 'refund' && !before?.attempts.some(isSame(one)))
  for (const { amount: back, intent } of asked) {
    note(intent === after.intent ? 'start-refund' : 'give-back', { amount: back })
  }
  return { entries, events }
}

const isDone = ({ state }: Attempt) => state === 'done'
const isDoneAs =
  ({ attemptId }: Attempt) =>
  (one: Attempt) =>
    one.attemptId === attemptId && isDone(one)

const wasPending =
  ({ attemptId }: Attempt) =>
  (one: Attempt) =>
    one.attemptId === attemptId && isPending(one)

const troubleOf = ({ trouble }: Payment) => (trouble ? { trouble } : {})

const isSame =
  ({ attemptId }: { attemptId: string }) =>
  (one: { attemptId: string }) =>
    one.attemptId === attemptId
