import type { Decline, TestCard } from './cards.ts'
import { newCustomer } from './customers.ts'
import type { Account, PaymentMethod, Plan, Session, SetupIntent } from './objects.ts'
import { cancel, fail, failAtBank, keepFor, newIntent, sendToBank, settle } from './payments.ts'
import type { World } from './world.ts'

export type TypedIn = { card: TestCard; month: number; year: number; email: string | null }
/** What came of it, for the page that the person sees next. */
export type Outcome = { is: 'done' } | { is: 'asks' } | { is: 'declined'; words: string } | { is: 'over' }

/** Somebody has typed in a card on the page of a session. */
export function payWithCard(world: World, account: Account, session: Session, typed: TypedIn): Outcome {
  if (session.status !== 'open') return { is: session.status === 'complete' ? 'done' : 'over' }
  const method = newMethod(world, account, typed)
  const isPayment = session.mode === 'payment'
  const answer = isPayment ? typed.card.whenPaying : typed.card.whenKept
  session.customer_details = { email: typed.email ?? session.customer_email, name: null }
  if (isPayment) intentOf(world, account, session)
  if (answer === 'passes') {
    complete(world, account, session, method)
    return { is: 'done' }
  }
  const url = world.pageUrl(`/pay/${session.id}/bank`)
  if (answer !== 'asks') return decline(world, account, session, method, answer)
  const setup = setupOf(account, session)
  if (isPayment) sendToBank(world, account, intentOf(world, account, session), method, { url, returnUrl: null })
  else if (setup) {
    setup.status = 'requires_action'
    setup.payment_method = method.id
    setup.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: null } }
    world.happen(account, 'setup_intent.requires_action', setup)
  }
  return { is: 'asks' }
}

/** Whether the bank's page is open for this session. */
export function isAsked(account: Account, session: Session): boolean {
  const waiting = account.intents.get(session.payment_intent ?? '') ?? setupOf(account, session)
  return session.status === 'open' && waiting?.status === 'requires_action'
}

export function answerCheckoutBank(world: World, account: Account, session: Session, isApproved: boolean): Outcome {
  if (!isAsked(account, session)) return { is: session.status === 'complete' ? 'done' : 'over' }
  const intent = account.intents.get(session.payment_intent ?? '')
  const setup = setupOf(account, session)
  const method = account.methods.get((intent ?? setup)?.payment_method ?? '')
  if (!method) return { is: 'over' }
  if (isApproved) {
    complete(world, account, session, method)
    return { is: 'done' }
  }
  const words = 'Your bank did not let this through. Try again, or use another card.'
  if (intent) failAtBank(world, account, intent, method)
  else if (setup) {
    failSetup(world, account, setup, {
      code: 'setup_intent_authentication_failure',
      decline_code: 'authentication_required',
      message: words,
    })
  }
  return { is: 'declined', words }
}

/** Nobody can pay on it any more. */
export function expire(world: World, account: Account, session: Session) {
  session.status = 'expired'
  session.url = null
  const intent = account.intents.get(session.payment_intent ?? '')
  if (intent) cancel(world, account, intent, 'automatic')
  const setup = setupOf(account, session)
  if (setup) {
    setup.status = 'canceled'
    setup.next_action = null
    setup.cancellation_reason = 'abandoned'
    world.happen(account, 'setup_intent.canceled', setup)
  }
  world.happen(account, 'checkout.session.expired', session)
}

/** Ends what has not been paid in time. */
export function expireDue(world: World, account: Account) {
  const now = world.now()
  if (now < account.nextEnd) return
  account.nextEnd = Number.MAX_SAFE_INTEGER
  for (const session of account.sessions.values()) {
    if (session.status !== 'open') continue
    if (session.expires_at <= now) expire(world, account, session)
    else account.nextEnd = Math.min(account.nextEnd, session.expires_at)
  }
}

export function successUrlOf(session: Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

/**
 * Somebody pays by a way that takes days, as a bank transfer does: the session is complete, and what comes of the payment
 * is known later, by `settleLater`.
 */
export function payLater(world: World, account: Account, session: Session, typed: TypedIn) {
  const method = newMethod(world, account, typed)
  const intent = intentOf(world, account, session)
  makeCustomer(world, account, session)
  intent.customer = session.customer
  intent.payment_method = method.id
  intent.status = 'processing'
  world.happen(account, 'payment_intent.processing', intent)
  session.status = 'complete'
  session.url = null
  world.happen(account, 'checkout.session.completed', session)
}

export function settleLater(world: World, account: Account, session: Session, isPaid: boolean) {
  const intent = intentOf(world, account, session)
  const method = account.methods.get(intent.payment_method ?? '')
  if (intent.status !== 'processing' || !method) throw new RangeError(`${session.id} does not wait for its payment`)
  if (isPaid) {
    settle(world, account, intent, method)
    session.payment_status = 'paid'
    world.happen(account, 'checkout.session.async_payment_succeeded', session)
  } else {
    const message = 'The payment did not arrive.'
    fail(world, account, intent, method, { code: 'payment_intent_payment_attempt_failed', decline_code: '', message })
    world.happen(account, 'checkout.session.async_payment_failed', session)
  }
}

function makeCustomer(world: World, account: Account, session: Session) {
  const email = session.customer_details?.email ?? session.customer_email
  if (session.customer !== null || session.customer_creation !== 'always') return
  session.customer = newCustomer(world, account, email ? { email } : {}).id
}

function complete(world: World, account: Account, session: Session, method: PaymentMethod) {
  makeCustomer(world, account, session)
  const intent = session.mode === 'payment' ? intentOf(world, account, session) : null
  const setup = setupOf(account, session)
  if (intent) {
    intent.customer = session.customer
    settle(world, account, intent, method)
  } else if (setup) {
    setup.customer = session.customer
    setup.status = 'succeeded'
    setup.payment_method = method.id
    setup.next_action = null
    setup.last_setup_error = null
    if (session.customer) keepFor(world, account, method, session.customer)
    world.happen(account, 'setup_intent.succeeded', setup)
  }
  session.status = 'complete'
  session.payment_status = intent ? 'paid' : 'no_payment_required'
  session.url = null
  world.happen(account, 'checkout.session.completed', session)
}

function decline(world: World, account: Account, session: Session, method: PaymentMethod, why: Decline): Outcome {
  const setup = setupOf(account, session)
  if (session.mode === 'payment') fail(world, account, intentOf(world, account, session), method, why)
  else if (setup) failSetup(world, account, setup, why)
  return { is: 'declined', words: why.message }
}

function failSetup(world: World, account: Account, setup: SetupIntent, why: Decline) {
  setup.status = 'requires_payment_method'
  setup.payment_method = null
  setup.next_action = null
  setup.last_setup_error = { type: 'card_error', ...why }
  world.happen(account, 'setup_intent.setup_failed', setup)
}

const noPlan: Plan = { lines: [], description: null, metadata: {}, receiptEmail: null, isForLater: false }

/** The session's payment, which Stripe makes when somebody first tries to pay. */
function intentOf(world: World, account: Account, session: Session) {
  const known = account.intents.get(session.payment_intent ?? '')
  if (known) return known
  const plan = account.plans.get(session.id) ?? noPlan
  const intent = newIntent(world, account, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    customer: session.customer,
    ...{ description: plan.description, metadata: plan.metadata, isForLater: plan.isForLater },
    receiptEmail: plan.receiptEmail,
  })
  session.payment_intent = intent.id
  account.madeFor.set(intent.id, session.id)
  return intent
}

const setupOf = (account: Account, session: Session) => account.setups.get(session.setup_intent ?? '')

function newMethod(world: World, account: Account, { card, month, year, email }: TypedIn): PaymentMethod {
  const method: PaymentMethod = {
    id: world.id('pm_'),
    object: 'payment_method',
    billing_details: { email, name: null },
    card: {
      brand: card.brand,
      country: 'US',
      exp_month: month,
      exp_year: year,
      fingerprint: `standin${card.number.slice(-8)}`,
      funding: card.funding,
      last4: card.number.slice(-4),
    },
    created: world.now(),
    customer: null,
    livemode: account.isLive,
    metadata: {},
    type: 'card',
  }
  account.methods.set(method.id, method)
  account.cards.set(method.id, { number: card.number, isAllowed: false })
  return method
}
