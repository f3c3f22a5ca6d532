import type Stripe from 'stripe'
import type { StripeError } from './refusal.ts'

/** Some members of an object as Stripe's library types them; where it may answer with another object, its id. */
type Kept<T, Name extends keyof T> = { [Member in Name]: Exclude<T[Member], { object: string }> }

export type Session = Kept<
  Stripe.Checkout.Session,
  | ('id' | 'object' | 'amount_subtotal' | 'amount_total' | 'cancel_url' | 'client_reference_id' | 'created')
  | ('currency' | 'customer' | 'customer_creation' | 'customer_email' | 'expires_at' | 'livemode' | 'locale')
  | ('metadata' | 'mode' | 'payment_intent' | 'payment_method_types' | 'payment_status' | 'setup_intent' | 'status')
  | ('submit_type' | 'success_url' | 'ui_mode' | 'url')
> & { customer_details: { email: string | null; name: string | null } | null }

export type PaymentIntent = Kept<
  Stripe.PaymentIntent,
  | ('id' | 'object' | 'amount' | 'amount_capturable' | 'amount_received' | 'canceled_at' | 'cancellation_reason')
  | ('capture_method' | 'client_secret' | 'confirmation_method' | 'created' | 'currency' | 'customer' | 'description')
  | ('latest_charge' | 'livemode' | 'metadata' | 'next_action' | 'payment_method' | 'payment_method_types')
  | ('receipt_email' | 'setup_future_usage' | 'statement_descriptor_suffix' | 'status')
> & { last_payment_error: StripeError | null }

export type SetupIntent = Kept<
  Stripe.SetupIntent,
  | ('id' | 'object' | 'cancellation_reason' | 'client_secret' | 'created' | 'customer' | 'description' | 'livemode')
  | ('metadata' | 'next_action' | 'payment_method' | 'payment_method_types' | 'status' | 'usage')
> & { last_setup_error: StripeError | null }

export type PaymentMethod = Kept<
  Stripe.PaymentMethod,
  'id' | 'object' | 'created' | 'customer' | 'livemode' | 'metadata' | 'type'
> & {
  billing_details: { email: string | null; name: string | null }
  card: Pick<
    Stripe.PaymentMethod.Card,
    'brand' | 'country' | 'exp_month' | 'exp_year' | 'fingerprint' | 'funding' | 'last4'
  >
}

export type Charge = Kept<
  Stripe.Charge,
  | ('id' | 'object' | 'amount' | 'amount_captured' | 'amount_refunded' | 'captured' | 'created' | 'currency')
  | ('customer' | 'description' | 'disputed' | 'failure_code' | 'failure_message' | 'livemode' | 'metadata' | 'paid')
  | ('payment_intent' | 'payment_method' | 'receipt_email' | 'receipt_url' | 'refunded' | 'status')
> & { payment_method_details: { type: 'card'; card: PaymentMethod['card'] } }

export type Refund = Kept<
  Stripe.Refund,
  | ('id' | 'object' | 'amount' | 'charge' | 'created' | 'currency' | 'metadata' | 'payment_intent' | 'reason')
  | ('failure_reason' | 'status' | 'receipt_number')
>

export type Dispute = Kept<
  Stripe.Dispute,
  | ('id' | 'object' | 'amount' | 'charge' | 'created' | 'currency' | 'is_charge_refundable' | 'livemode')
  | ('metadata' | 'payment_intent' | 'reason' | 'status')
> & { evidence_details: { due_by: number; has_evidence: boolean; past_due: boolean; submission_count: number } }

export type Customer = Kept<
  Stripe.Customer,
  'id' | 'object' | 'created' | 'description' | 'email' | 'livemode' | 'metadata' | 'name'
> & { deleted?: true }

export type Endpoint = Kept<
  Stripe.WebhookEndpoint,
  | ('id' | 'object' | 'api_version' | 'created' | 'description' | 'enabled_events' | 'livemode' | 'metadata')
  | ('status' | 'url')
>

export type StripeEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: object }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** What Checkout was told about the payment or the card that it will make. */
export type Plan = {
  lines: { name: string; amount: number; quantity: number }[]
  description: string | null
  metadata: Record<string, string>
  receiptEmail: string | null
  isForLater: boolean
}

/** All that belongs to one key: the objects by id, in the order in which they were made, and what Stripe keeps to itself. */
export type Account = {
  id: string
  isLive: boolean
  isRevoked: boolean
  /** No open session ends before. */
  nextEnd: number
  sessions: Map<string, Session>
  intents: Map<string, PaymentIntent>
  setups: Map<string, SetupIntent>
  methods: Map<string, PaymentMethod>
  charges: Map<string, Charge>
  refunds: Map<string, Refund>
  disputes: Map<string, Dispute>
  customers: Map<string, Customer>
  endpoints: Map<string, Endpoint>
  events: Map<string, StripeEvent>
  /** By session. */
  plans: Map<string, Plan>
  /** By payment method: the number of the test card, and whether its holder has allowed payments without them. */
  cards: Map<string, { number: string; isAllowed: boolean }>
  /** By payment: where the person goes on after their bank has asked. */
  returnUrls: Map<string, string>
  /** By payment: the session that it was made for. */
  madeFor: Map<string, string>
  /** By endpoint. */
  secrets: Map<string, string>
  /** By idempotency key. */
  answers: Map<string, Answered>
}

export type Answer = { status: number; body: string }
/** `answer` is null as long as the first request with the key is being done. */
export type Answered = { asked: string; answer: Answer | null; at: number }

export function newAccount(id: string, isLive: boolean): Account {
  return {
    ...{ id, isLive, isRevoked: false, nextEnd: Number.MAX_SAFE_INTEGER },
    ...{ sessions: new Map(), intents: new Map(), setups: new Map(), methods: new Map(), charges: new Map() },
    ...{ refunds: new Map(), disputes: new Map(), customers: new Map(), endpoints: new Map(), events: new Map() },
    ...{ plans: new Map(), cards: new Map(), returnUrls: new Map(), madeFor: new Map(), secrets: new Map() },
    answers: new Map(),
  }
}
