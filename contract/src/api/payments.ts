import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import { paymentStates, paymentTroubles } from '../payments.ts'
import { DateText, named, OptionalText, TextOrNull, UuidText } from './formats.ts'
import { pageAnswer, pageQuery } from './lists.ts'
import { maxPageSize } from './sessions.ts'

/** How many payment accounts a team may have. */
export const maxPaymentAccounts = 20

const accountName = Type.String({ format: 'filled', maxLength: maxLengths.name })
const secretKey = Type.String({
  pattern: '^(sk|rk)_(test|live)_[A-Za-z0-9_]+$',
  maxLength: maxLengths.providerKey,
  description: 'A secret or restricted key of the account at Stripe. It is sealed, and never answered.',
})
const webhookSecret = OptionalText({
  maxLength: maxLengths.providerKey,
  description:
    'The signing secret of the webhook at Stripe (`whsec_…`), where it is not registered by the service itself. It is sealed, and never answered.',
})

export const NewPaymentAccount = named(
  'NewPaymentAccount',
  Type.Object(
    {
      name: accountName,
      secret_key: secretKey,
      webhook_secret: webhookSecret,
      default: Type.Optional(Type.Boolean({ description: 'The first one of a team is, whatever is said here.' })),
    },
    { examples: [{ name: 'Practice', secret_key: 'rk_test_51Abc', default: true }] },
  ),
)
export type NewPaymentAccount = Static<typeof NewPaymentAccount>

/** What is left out stays as it is. */
export const PaymentAccountChange = named(
  'PaymentAccountChange',
  Type.Object(
    {
      name: Type.Optional(accountName),
      secret_key: Type.Optional(secretKey),
      webhook_secret: webhookSecret,
      default: Type.Optional(Type.Literal(true, { description: 'Another one stops being it.' })),
    },
    { examples: [{ default: true }] },
  ),
)
export type PaymentAccountChange = Static<typeof PaymentAccountChange>

/** What became of trying an account's key: it works; Stripe refuses it; it may not do all that is needed; no answer. */
export const accountStates = ['ready', 'refused', 'not-permitted', 'unreachable'] as const
export type AccountState = (typeof accountStates)[number]

export const PaymentAccount = named(
  'PaymentAccount',
  Type.Object(
    {
      account_id: Type.String(),
      name: Type.String(),
      provider: Type.Literal('stripe'),
      key_hint: Type.String({ description: 'The last four characters of the key.' }),
      mode: Type.String({ enum: ['test', 'live'] }),
      default: Type.Boolean(),
      state: Type.String({ enum: [...accountStates], description: 'As it was last tried.' }),
      state_message: TextOrNull({ description: 'What is wrong, and what to do about it.' }),
      webhook: Type.String({
        enum: ['registered', 'given', 'missing'],
        description:
          '`registered` at Stripe by this service; `given`: the signing secret was entered; `missing`: payments are noticed by asking alone, which takes up to a minute longer.',
      }),
      webhook_url: Type.String({ description: 'What to enter at Stripe where the webhook is missing.' }),
      created: Type.String(),
    },
    {
      examples: [
        {
          account_id: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b',
          name: 'Practice',
          provider: 'stripe',
          key_hint: 'x9Qd',
          mode: 'test',
          default: true,
          state: 'ready',
          state_message: null,
          webhook: 'registered',
          webhook_url: 'https://video.clinic.example/v1/stripe/webhook/01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b',
          created: '2040-05-01T12:00:00.000Z',
        },
      ],
    },
  ),
)
export type PaymentAccount = Static<typeof PaymentAccount>

export const PaymentAccountsQuery = Type.Object(
  pageQuery(UuidText('The `next` of the page before.'), { usual: maxPaymentAccounts, most: maxPaymentAccounts }),
)
export type PaymentAccountsQuery = Static<typeof PaymentAccountsQuery>

export const PaymentAccountPage = named(
  'PaymentAccountPage',
  Type.Object(pageAnswer(PaymentAccount, 'Oldest first.'), { examples: [{ content: [], next: null, more: false }] }),
)
export type PaymentAccountPage = Static<typeof PaymentAccountPage>
export const AccountDeletion = Type.Object({
  force: Type.Optional(
    Type.Boolean({
      description: 'Also where it is not known what became of payments, as Stripe does not take the key.',
    }),
  ),
})
export const AccountParams = Type.Object({ account_id: UuidText() })

const Amount = (description: string) => Type.Integer({ minimum: 1, maximum: 99_999_999, description })
const Currency = Type.String({ pattern: '^[A-Za-z]{3}$', maxLength: 3, description: 'ISO 4217, in any case.' })
const Description = OptionalText({ maxLength: maxLengths.feeDescription, description: 'What it is for.' })

/** A payment as it is answered. */
export const paymentExample = {
  payment_id: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c',
  session_id: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a',
  participant_id: '5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10',
  account_id: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b',
  reason: 'fee',
  collect: 'before',
  state: 'paid',
  collectable: true,
  amount: 5000,
  currency: 'aud',
  description: 'Consultation',
  refunded: 0,
  given_back: [],
  trouble: null,
  card: { brand: 'visa', last4: '4242' },
  action_url: null,
  waived: false,
  stripe_payment: 'pi_3Abc',
  test: true,
  created: '2040-05-01T12:00:00.000Z',
  changed: '2040-05-02T08:30:00.000Z',
  paid: '2040-05-02T08:30:00.000Z',
}

export const Payment = named(
  'Payment',
  Type.Object(
    {
      payment_id: Type.String(),
      session_id: Type.String(),
      participant_id: Type.String(),
      account_id: TextOrNull({ description: 'The account that took it, or will; null where the team has none.' }),
      reason: Type.String({
        enum: ['fee', 'request'],
        description: 'The fee of the seat, or an amount that was asked for.',
      }),
      collect: Type.String({ enum: ['before', 'card'] }),
      state: Type.String({ enum: [...paymentStates] }),
      collectable: Type.Boolean({
        description: 'False where the team has no account that could take it: nobody is asked for it.',
      }),
      amount: Type.Integer({ description: 'In the smallest unit of the currency.' }),
      currency: Type.String({ description: 'ISO 4217, lower case.' }),
      description: TextOrNull(),
      refunded: Type.Integer({ description: 'How much of it was given back.' }),
      given_back: Type.Array(Type.Object({ amount: Type.Integer(), currency: Type.String() }), {
        description:
          'What was taken besides it by mistake, twice or for a fee that was changed meanwhile, and goes back to the card in whole.',
      }),
      trouble: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        enum: [...paymentTroubles, null],
        description:
          'Why the last try came to nothing; `account`: Stripe did not take it from the practice, and no bank was asked.',
      }),
      card: Type.Unsafe<{ brand: string; last4: string } | null>({
        type: ['object', 'null'],
        properties: { brand: { type: 'string' }, last4: { type: 'string' } },
        required: ['brand', 'last4'],
      }),
      action_url: TextOrNull({
        description: 'Where the person agrees to a charge for which their bank asks for more (`needs-action`).',
      }),
      waived: Type.Boolean({ description: 'A host has let the person in without it.' }),
      stripe_payment: TextOrNull({ description: 'Its id at Stripe (`pi_…`).' }),
      test: Type.Boolean({ description: 'No money moves.' }),
      created: Type.String(),
      changed: Type.String(),
      paid: TextOrNull({ description: 'When the money was taken.' }),
    },
    { examples: [paymentExample] },
  ),
)
export type Payment = Static<typeof Payment>

export const ChargeRequest = named(
  'ChargeRequest',
  Type.Object(
    {
      amount: Amount('In the smallest unit of the currency.'),
      currency: Type.Optional(Currency),
      description: Description,
      payment_id: Type.Optional(UuidText('Another one of the participant than the fee.')),
    },
    { examples: [{ amount: 8000, description: 'Consultation, 40 minutes' }] },
  ),
)
export type ChargeRequest = Static<typeof ChargeRequest>

export const CancelRequest = named(
  'CancelRequest',
  Type.Object(
    { payment_id: Type.Optional(UuidText('Another one of the participant than the fee.')) },
    { examples: [{}] },
  ),
)
export type CancelRequest = Static<typeof CancelRequest>

export const RefundRequest = named(
  'RefundRequest',
  Type.Object(
    {
      amount: Type.Optional(Amount('What is left of it where nothing is said.')),
      payment_id: Type.Optional(UuidText('Another one of the participant than the fee.')),
    },
    { examples: [{ amount: 2000 }] },
  ),
)
export type RefundRequest = Static<typeof RefundRequest>

export const PaymentRequest = named(
  'PaymentRequest',
  Type.Object(
    {
      amount: Amount('In the smallest unit of the currency.'),
      currency: Currency,
      description: Description,
      account: Type.Optional(UuidText('A payment account other than the default one.')),
    },
    { examples: [{ amount: 3000, currency: 'aud', description: 'Certificate' }] },
  ),
)
export type PaymentRequest = Static<typeof PaymentRequest>

export const PaymentsQuery = Type.Object({
  from: Type.Optional(DateText('Made at that time or later.')),
  until: Type.Optional(DateText('Made before that time.')),
  state: Type.Optional(Type.String({ enum: [...paymentStates] })),
  session_id: Type.Optional(UuidText()),
  participant_id: Type.Optional(UuidText()),
  account_id: Type.Optional(UuidText()),
  ...pageQuery(UuidText('The `next` of the page before.'), { usual: maxPageSize, most: maxPageSize }),
  page_size: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: maxPageSize,
      deprecated: true,
      description: 'What `limit` was called before.',
    }),
  ),
})
export type PaymentsQuery = Static<typeof PaymentsQuery>

export const PaymentPage = named(
  'PaymentPage',
  Type.Object(pageAnswer(Payment, 'Newest first.'), {
    examples: [{ content: [paymentExample], next: null, more: false }],
  }),
)
export type PaymentPage = Static<typeof PaymentPage>
