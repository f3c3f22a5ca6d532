import { call } from './call.ts'
import { expire } from './checkout.ts'
import { checkAmount, checkCurrency } from './currencies.ts'
import { findCustomer } from './customers.ts'
import { listOf, pagingByTime } from './lists.ts'
import type { Account, Plan, Session, SetupIntent } from './objects.ts'
import { invalid, noSuch } from './refusal.ts'
import { fields, flag, type Given, integer, list, missing, oneOf, pairs, shortText, text } from './shapes.ts'
import type { World } from './world.ts'

const minute = 60
const shortestLife = 30 * minute
const longestLife = 24 * 60 * minute

const takes = {
  allowed_payment_method_types: list(oneOf('card')),
  cancel_url: text,
  client_reference_id: { is: 'text', maxLength: 200 },
  currency: shortText,
  customer: shortText,
  customer_creation: oneOf('always', 'if_required'),
  customer_email: text,
  expires_at: integer,
  line_items: list(
    fields({
      price_data: fields({
        currency: shortText,
        unit_amount: integer,
        product_data: fields({ name: text, description: text }),
      }),
      quantity: integer,
    }),
  ),
  locale: oneOf(
    ...([
      'auto',
      'bg',
      'cs',
      'da',
      'de',
      'el',
      'en',
      'en-GB',
      'es',
      'es-419',
      'et',
      'fi',
      'fil',
      'fr',
      'fr-CA',
    ] as const),
    ...([
      'hi-IN',
      'hr',
      'hu',
      'id',
      'it',
      'ja',
      'ko',
      'lt',
      'lv',
      'ms',
      'mt',
      'nb',
      'nl',
      'pl',
      'pt',
      'pt-BR',
    ] as const),
    ...(['ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'vi', 'zh', 'zh-HK', 'zh-TW'] as const),
  ),
  metadata: pairs,
  mode: oneOf('payment', 'setup'),
  payment_intent_data: fields({
    description: text,
    metadata: pairs,
    receipt_email: text,
    setup_future_usage: oneOf('off_session', 'on_session'),
    statement_descriptor_suffix: shortText,
  }),
  setup_intent_data: fields({ description: text, metadata: pairs }),
  submit_type: oneOf('auto', 'book', 'donate', 'pay'),
  success_url: text,
  ui_mode: oneOf('hosted_page'),
  phone_number_collection: fields({ enabled: flag }),
} as const
type Asked = Given<typeof takes>

export const checkoutCalls = [
  call(
    'POST',
    '/v1/checkout/sessions',
    'checkout',
    { takes, needs: ['mode', 'success_url'] },
    ({ world, account, given }) => create(world, account, given),
  ),
  call('GET', '/v1/checkout/sessions/{id}', 'checkout', { takes: {} }, ({ account, id }) => find(account, id)),
  call(
    'GET',
    '/v1/checkout/sessions',
    'checkout',
    {
      takes: {
        ...pagingByTime,
        customer: shortText,
        payment_intent: shortText,
        status: oneOf('open', 'complete', 'expired'),
      },
    },
    ({ account, given }) =>
      listOf(
        account.sessions,
        '/v1/checkout/sessions',
        given,
        ({ customer, payment_intent, status }) =>
          (given.customer ?? customer) === customer &&
          (given.payment_intent ?? payment_intent) === payment_intent &&
          (given.status ?? status) === status,
      ),
  ),
  call('POST', '/v1/checkout/sessions/{id}/expire', 'checkout', { takes: {} }, ({ world, account, id }) => {
    const session = find(account, id)
    if (session.status !== 'open') {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \
\`${session.status}\`.`,
      )
    }
    expire(world, account, session)
    return session
  }),
]

export function find(account: Account, id: string): Session {
  const session = account.sessions.get(id)
  if (!session) throw noSuch('checkout.session', id)
  return session
}

function create(world: World, account: Account, given: Asked): Session {
  checkUrl(given.success_url ?? '', 'success_url')
  if (given.cancel_url !== undefined) checkUrl(given.cancel_url, 'cancel_url')
  if (given.customer !== undefined) findCustomer(account, given.customer)
  if (given.customer !== undefined && given.customer_creation !== undefined) {
    throw invalid('`customer_creation` cannot be used when `customer` is given.', { param: 'customer_creation' })
  }
  const isPayment = given.mode === 'payment'
  checkMode(given, isPayment)
  const price = isPayment ? priceOf(given) : null
  const currency = price?.currency ?? (given.currency === undefined ? null : checkCurrency(given.currency, 'currency'))
  const id = world.id(account.isLive ? 'cs_live_' : 'cs_test_')
  const session: Session = {
    id,
    object: 'checkout.session',
    amount_subtotal: price?.total ?? null,
    amount_total: price?.total ?? null,
    cancel_url: given.cancel_url ?? null,
    client_reference_id: given.client_reference_id ?? null,
    created: world.now(),
    currency,
    customer: given.customer ?? null,
    customer_creation: given.customer ? null : (given.customer_creation ?? 'if_required'),
    customer_details: given.customer_email ? { email: given.customer_email, name: null } : null,
    customer_email: given.customer_email ?? null,
    expires_at: endOf(world, given.expires_at),
    livemode: account.isLive,
    locale: given.locale ?? null,
    metadata: given.metadata ?? {},
    mode: given.mode ?? 'payment',
    payment_intent: null,
    payment_method_types: ['card'],
    payment_status: isPayment ? 'unpaid' : 'no_payment_required',
    setup_intent: isPayment ? null : newSetup(world, account, given).id,
    status: 'open',
    submit_type: given.submit_type ?? null,
    success_url: given.success_url ?? null,
    ui_mode: 'hosted_page',
    url: world.pageUrl(`/pay/${id}`),
  }
  account.sessions.set(id, session)
  account.plans.set(id, planOf(given))
  account.nextEnd = Math.min(account.nextEnd, session.expires_at)
  return session
}

function checkMode(given: Asked, isPayment: boolean) {
  const [foreign, param] = isPayment
    ? [given.setup_intent_data, 'setup_intent_data' as const]
    : [given.payment_intent_data, 'payment_intent_data' as const]
  if (foreign) throw invalid(`You can not pass \`${param}\` in \`${given.mode}\` mode.`, { param })
  if (isPayment) return
  if (given.line_items) throw invalid('You can not pass `line_items` in `setup` mode.', { param: 'line_items' })
  if (given.currency === undefined && given.allowed_payment_method_types === undefined) throw missing('currency')
}

function priceOf({ line_items = [] }: Asked): { total: number; currency: string } {
  if (line_items.length === 0) throw missing('line_items')
  const lines = line_items.map(({ price_data, quantity }, at) => {
    const place = `line_items[${at}]`
    if (!price_data) throw missing(`${place}[price_data]`)
    if (price_data.currency === undefined) throw missing(`${place}[price_data][currency]`)
    if (price_data.unit_amount === undefined) throw missing(`${place}[price_data][unit_amount]`)
    if (price_data.product_data?.name === undefined) throw missing(`${place}[price_data][product_data][name]`)
    if (quantity === undefined) throw missing(`${place}[quantity]`)
    if (quantity < 1 || price_data.unit_amount < 0) throw invalid('Invalid non-negative integer', { param: place })
    const currency = checkCurrency(price_data.currency, `${place}[price_data][currency]`)
    return { currency, amount: price_data.unit_amount * quantity }
  })
  const currency = lines[0]?.currency ?? ''
  if (lines.some((line) => line.currency !== currency)) {
    throw invalid('All line items of a Checkout Session must have the same currency.', { param: 'line_items' })
  }
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  checkAmount(total, currency, { says: "The Checkout Session's total amount due must add up to" })
  return { total, currency }
}

function planOf(given: Asked): Plan {
  const { payment_intent_data: data = {}, line_items = [] } = given
  return {
    lines: line_items.map(({ price_data, quantity = 1 }) => ({
      name: price_data?.product_data?.name ?? '',
      amount: (price_data?.unit_amount ?? 0) * quantity,
      quantity,
    })),
    description: data.description ?? null,
    metadata: data.metadata ?? {},
    receiptEmail: data.receipt_email ?? null,
    isForLater: data.setup_future_usage === 'off_session',
  }
}

function endOf(world: World, asked: number | undefined): number {
  const lasts = (asked ?? world.now() + longestLife) - world.now()
  // To the second: whoever asks for just half an hour comes too late now and then, here as at Stripe.
  if (lasts < shortestLife || lasts > longestLife) {
    throw invalid(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      {
        param: 'expires_at',
      },
    )
  }
  return world.now() + lasts
}

function checkUrl(url: string, param: string) {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    throw invalid('Not a valid URL', { code: 'url_invalid', param })
  }
}

function newSetup(world: World, account: Account, given: Asked): SetupIntent {
  const id = world.id('seti_')
  const setup: SetupIntent = {
    id,
    object: 'setup_intent',
    cancellation_reason: null,
    client_secret: world.id(`${id}_secret_`),
    created: world.now(),
    customer: given.customer ?? null,
    description: given.setup_intent_data?.description ?? null,
    last_setup_error: null,
    livemode: account.isLive,
    metadata: given.setup_intent_data?.metadata ?? {},
    next_action: null,
    payment_method: null,
    payment_method_types: ['card'],
    status: 'requires_payment_method',
    usage: 'off_session',
  }
  account.setups.set(id, setup)
  world.happen(account, 'setup_intent.created', setup)
  return setup
}
