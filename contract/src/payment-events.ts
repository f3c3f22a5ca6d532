import { type Static, Type } from 'typebox'
import { Someone } from './event-spec.ts'
import { maxLengths } from './max-lengths.ts'
import type { PluginEventSpec } from './plugin-manifest.ts'

const Amount = Type.Integer({ minimum: 1, maximum: 99_999_999 })
const Currency = Type.String({ pattern: '^[A-Za-z]{3}$', maxLength: 3 })
const Description = Type.Optional(Type.String({ maxLength: maxLengths.feeDescription }))
const OnePayment = Type.Object({ paymentId: Type.String({ minLength: 1, maxLength: maxLengths.uuid }) })
/** In which the page reads at this moment (BCP 47); the provider's page speaks it where it can. */
const Language = Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]+$', maxLength: maxLengths.languageTag }))

/** What pages ask of the payments' side of the server; each is refused where the session has no such plugin. */
export const paymentEvents = {
  /** The person wants to pay: the address of a page of the provider's, to be opened at top level. */
  'payment:open': {
    payload: Type.Object({ ...OnePayment.properties, language: Language }),
    from: 'anybody',
    answer: Type.Object({ url: Type.String() }),
    asksOutside: true,
    notAfterwards: true,
  },
  /** The person has come back, or says that they have paid: the provider is asked. */
  'payment:check': { payload: OnePayment, from: 'anybody', asksOutside: true },
  /** A host in the call lets somebody go on to the door without paying. */
  'payment:waive': { payload: Someone, from: 'host' },
  /** A host in the call asks somebody for an amount. */
  'payment:request': {
    payload: Type.Object({ ...Someone.properties, amount: Amount, currency: Currency, description: Description }),
    from: 'host',
  },
  /** A host takes back what was asked for, as long as nothing was paid. */
  'payment:withdraw': { payload: OnePayment, from: 'host' },
  /** A host charges the card that somebody has left. */
  'payment:charge': {
    payload: Type.Object({ ...OnePayment.properties, amount: Amount, description: Description }),
    from: 'host',
    asksOutside: true,
  },
} as const satisfies Record<string, PluginEventSpec>

export type PaymentEventPayload<Name extends keyof typeof paymentEvents> = Static<
  (typeof paymentEvents)[Name]['payload']
>
