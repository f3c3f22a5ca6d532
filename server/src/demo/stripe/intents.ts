import { call } from './call.ts'
import { copyOf } from './copy.ts'
import { checkAmount, checkCurrency } from './currencies.ts'
import { findCustomer } from './customers.ts'
import { listOf, pagingByTime } from './lists.ts'
import type { Account, PaymentIntent, PaymentMethod } from './objects.ts'
import { askBank, cancel, fail, failAtBank, newIntent, sendToBank, settle } from './payments.ts'
import { invalid, noSuch, Refusal } from './refusal.ts'
import { fields, flag, integer, list, oneOf, pairs, shortText, text } from './shapes.ts'
import type { World } from './world.ts'

const confirming = {
  payment_method: shortText,
  off_session: flag,
  return_url: text,
  error_on_requires_action: flag,
  receipt_email: text,
}
type Confirming = { off_session?: boolean; return_url?: string; error_on_requires_action?: boolean }

export function findIntent(account: Account, id: string): PaymentIntent {
  const intent = account.intents.get(id)
  if (!intent) throw noSuch('payment_intent', id)
  return intent
}

const stateError = (intent: PaymentIntent, message: string) =>
  invalid(message, { code: 'payment_intent_unexpected_state', payment_intent: copyOf(intent) })

function methodFor(account: Account, id: string | undefined, customer: string | null): PaymentMethod {
  if (id === undefined) {
    throw invalid('You cannot confirm this PaymentIntent because it is missing a payment method.', {
      code: 'payment_intent_unexpected_state',
    })
  }
  const method = account.methods.get(id)
  if (!method) throw noSuch('PaymentMethod', id)
  if (method.customer === customer && customer !== null) return method
  if (method.customer === null) {
    throw invalid(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a \
connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a \
PaymentMethod multiple times, you must attach it to a Customer first.',
      { param: 'payment_method' },
    )
  }
  throw invalid(
    `The payment method supplied (${id}) belongs to the Customer ${method.customer}. Please include the Customer in the \
\`customer\` parameter on the PaymentIntent.`,
    { param: 'payment_method' },
  )
}

function confirm(world: World, account: Account, intent: PaymentIntent, method: PaymentMethod, how: Confirming) {
  const isAway = how.off_session ?? false
  const answer = askBank(account, method.id, isAway)
  if (answer === 'passes') return settle(world, account, intent, method)
  const mustNotAsk = isAway || how.error_on_requires_action
  if (answer === 'asks' && !mustNotAsk) {
    if (!how.return_url) {
      throw invalid('A `return_url` must be specified because this payment may send the person to another page.', {
        code: 'parameter_missing',
        param: 'return_url',
      })
    }
    account.returnUrls.set(intent.id, how.return_url)
    const url = world.pageUrl(`/bank/${intent.id}`)
    return sendToBank(world, account, intent, method, { url, returnUrl: how.return_url })
  }
  const why =
    answer === 'asks'
      ? {
          code: 'authentication_required',
          decline_code: 'authentication_required',
          message: 'Your card was declined. This transaction requires authentication.',
        }
      : answer
  const error = fail(world, account, intent, method, why)
  throw new Refusal(402, { ...error, payment_intent: copyOf(intent) })
}

/** The person has opened the page of `next_action`; where they go on, with what Stripe adds to the address. */
export function answerBank(world: World, account: Account, intent: PaymentIntent, isApproved: boolean): string | null {
  const method = account.methods.get(intent.payment_method ?? '')
  if (intent.status === 'requires_action' && method) {
    if (isApproved) settle(world, account, intent, method)
    else failAtBank(world, account, intent, method)
  }
  const back = account.returnUrls.get(intent.id)
  if (!back) return null
  const url = new URL(back)
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '')
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed')
  return url.href
}

export const intentCalls = [
  call(
    'POST',
    '/v1/payment_intents',
    'payment_intents',
    {
      takes: {
        ...confirming,
        amount: integer,
        currency: shortText,
        customer: shortText,
        confirm: flag,
        description: text,
        metadata: pairs,
        setup_future_usage: oneOf('off_session', 'on_session'),
        statement_descriptor_suffix: shortText,
        allowed_payment_method_types: list(oneOf('card')),
        automatic_payment_methods: fields({ enabled: flag, allow_redirects: oneOf('always', 'never') }),
      },
      needs: ['amount', 'currency'],
    },
    ({ world, account, given }) => {
      const currency = checkCurrency(given.currency ?? '', 'currency')
      const amount = given.amount ?? 0
      checkAmount(amount, currency, { says: 'Amount must be', param: 'amount' })
      if (given.customer !== undefined) findCustomer(account, given.customer)
      if (given.off_session && !given.confirm) {
        throw invalid('You cannot provide `off_session` without `confirm`.', { param: 'off_session' })
      }
      const customer = given.customer ?? null
      const method = given.confirm ? methodFor(account, given.payment_method, customer) : null
      const intent = newIntent(world, account, {
        amount,
        currency,
        customer,
        description: given.description ?? null,
        metadata: given.metadata ?? {},
        receiptEmail: given.receipt_email ?? null,
        isForLater: given.setup_future_usage === 'off_session',
      })
      if (method) confirm(world, account, intent, method, given)
      return intent
    },
  ),
  call('GET', '/v1/payment_intents/{id}', 'payment_intents', { takes: { client_secret: text } }, ({ account, id }) =>
    findIntent(account, id),
  ),
  call(
    'GET',
    '/v1/payment_intents',
    'payment_intents',
    { takes: { ...pagingByTime, customer: shortText } },
    ({ account, given }) =>
      listOf(
        account.intents,
        '/v1/payment_intents',
        given,
        ({ customer }) => (given.customer ?? customer) === customer,
      ),
  ),
  call('POST', '/v1/payment_intents/{id}/confirm', 'payment_intents', { takes: confirming }, (asked) => {
    const { world, account, given, id } = asked
    const intent = findIntent(account, id)
    if (account.madeFor.has(intent.id)) {
      throw stateError(intent, 'You cannot confirm a PaymentIntent that a Checkout Session has made.')
    }
    if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
      throw stateError(
        intent,
        `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one \
of the following statuses may be confirmed: requires_confirmation, requires_action.`,
      )
    }
    const method = methodFor(account, given.payment_method ?? intent.payment_method ?? undefined, intent.customer)
    confirm(world, account, intent, method, given)
    return intent
  }),
  call(
    'POST',
    '/v1/payment_intents/{id}/cancel',
    'payment_intents',
    { takes: { cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') } },
    ({ world, account, given, id }) => {
      const intent = findIntent(account, id)
      if (account.madeFor.has(intent.id)) {
        throw stateError(intent, 'You cannot cancel a PaymentIntent of a Checkout Session. Expire the session instead.')
      }
      if (intent.status === 'succeeded' || intent.status === 'canceled') {
        throw stateError(
          intent,
          `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one \
of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, \
requires_action, processing.`,
        )
      }
      cancel(world, account, intent, given.cancellation_reason ?? null)
      return intent
    },
  ),
]
