import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { parseDate } from '../dates.ts'

const Fee = Type.Object({
  amount: Type.Integer({ minimum: 0, maximum: 99_999_999 }),
  currency: Type.String({ pattern: '^[A-Za-z]{3}$' }),
  description: Type.Optional(Type.String({ maxLength: 1000 })),
})

/** What a seat costs: `amount` in the smallest unit of the currency. */
export type Fee = Static<typeof Fee>

/** Reads the JSON text of a participant's `fee`; null when it is none. */
export function parseFee(text: string): Fee | null {
  try {
    const fee: unknown = JSON.parse(text)
    return Check(Fee, fee) ? fee : null
  } catch {
    return null
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (text: string): boolean => uuid.test(text)

/** Text that can be stored and given back: no NUL, which databases refuse, and no half of a surrogate pair. */
export const isText = (text: string): boolean =>
  !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)

/** The `format`s of the schemas in this folder: whether a string has it, and what to say when it has not. */
export const formats = {
  text: { test: isText, message: 'has a character that cannot be stored (NUL, or half of a surrogate pair)' },
  date: {
    test: (text: string) => parseDate(text) !== null,
    message:
      'must be a date with its zone, such as 2016-06-08T13:34:00Z (RFC 3339) or Wed, 08 Jun 2016 13:34:00 GMT (RFC 1123)',
  },
  role: {
    test: (text: string) => /^(host|guest|participant)$/i.test(text),
    message: 'must be host, guest or participant',
  },
  fee: {
    test: (text: string) => isText(text) && parseFee(text) !== null,
    message:
      'must be JSON such as {"amount": 5000, "currency": "aud", "description": "Consultation"}, the amount in cents',
  },
  uuid: { test: isUuid, message: 'must be a UUID' },
} as const satisfies Record<string, { test: (text: string) => boolean; message: string }>

type Options = { description?: string; maxLength?: number }

/** A string, or null for none: published clients send nulls for what they do not set. */
export const OptionalText = (options: Options = {}) =>
  Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'text', ...options }))

/** In answers: a string or null. */
export const TextOrNull = (options: Options = {}) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], ...options })

export const DateText = (description: string) => Type.String({ format: 'date', description })
