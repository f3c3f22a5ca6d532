import { isUuid } from '@anteroom/contract/texts'
import Stripe from 'stripe'
import type { Notice, ReadNotice } from '../provider.ts'
import { idOf } from './facts.ts'

/** What Stripe is asked to tell of. Each of these makes us ask what has become of the thing; none is believed. */
export const noticeTypes = [
  'checkout.session.completed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'setup_intent.setup_failed',
  'charge.refunded',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.closed',
] as const satisfies Stripe.WebhookEndpointCreateParams.EnabledEvent[]

/** How old a signature may be (docs.stripe.com/webhooks/signature). */
const toleranceSeconds = 300
const longestId = 255

const { signature: signer } = new Stripe('sk_not_needed_to_verify').webhooks

export const readStripeNotice: ReadNotice = ({ body, signature, secrets, now }) => {
  const isSigned = secrets.some((secret) => {
    try {
      const at = now.getTime()
      return signer?.verifyHeader(body, signature ?? '', secret, toleranceSeconds, undefined, at) ?? false
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
      throw error
    }
  })
  const event = isSigned ? parsed(body) : null
  return event && noticeOf(event)
}

function parsed(body: Buffer): Event | null {
  try {
    const event = JSON.parse(body.toString()) as Partial<Event> | null
    const isEvent = shortId(event?.id) && typeof event?.type === 'string' && typeof event.data?.object === 'object'
    return isEvent ? (event as Event) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The oldest first: of a payment is known before what becomes of it later. */
export async function listNotices(stripe: Stripe, since: Date): Promise<Notice[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) }
  const notices: Notice[] = []
  for await (const event of stripe.events.list({ types: [...noticeTypes], created, limit: 100 })) {
    notices.push(noticeOf(event as unknown as Event))
  }
  return notices.reverse()
}

type Event = { id: string; type: string; data: { object: Thing | null } }

/** The members by which things of several kinds name each other. */
type Thing = {
  object?: string
  id?: unknown
  payment_intent?: string | { id: string } | null
  metadata?: Record<string, string> | null
}

function noticeOf({ id: eventId, type, data }: Event): Notice {
  const thing = data.object ?? {}
  const id = shortId(thing.id)
  const isOf = (kind: string) => thing.object === kind
  return {
    eventId,
    type,
    checkoutId: isOf('checkout.session') ? id : null,
    intentId: isOf('payment_intent') ? id : shortId(idOf(thing.payment_intent)),
    refundId: isOf('refund') ? id : null,
    paymentId: uuidOf(thing.metadata?.payment_id),
    attemptId: uuidOf(thing.metadata?.attempt_id),
  }
}

const shortId = (id: unknown) => (typeof id === 'string' && id.length <= longestId ? id : null)

const uuidOf = (text: string | undefined) => (text && isUuid(text) ? text.toLowerCase() : null)
