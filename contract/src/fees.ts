import { wrongWithAmount } from './currencies.ts'
import { maxLengths } from './max-lengths.ts'
import { isText, isUuid } from './texts.ts'

/** When the money is taken: before the person enters; or a card is kept, and charged later. */
export const collects = ['before', 'card'] as const
export type Collect = (typeof collects)[number]

/** What a seat costs. */
export type Fee = {
  /** In the smallest unit of the currency, more than nothing. */
  amount: number
  /** ISO 4217, lower case. */
  currency: string
  description: string | null
  collect: Collect
  /** The payment account; null for the team's default one. */
  account: string | null
}

/**
 * Reads the JSON text of a participant's `fee`. Null: there is none, as published readers take an empty text, an amount of 0
 * or a missing currency. A text: what is wrong with it.
 */
export function readFee(text: string): Fee | null | string {
  if (text.length > maxLengths.fee) return `must have at most ${maxLengths.fee} characters`
  if (text.trim() === '') return null
  const fee = parsed(text)
  if (typeof fee !== 'object' || fee === null || Array.isArray(fee)) {
    return 'must be JSON such as {"amount": 5000, "currency": "aud", "description": "Consultation"}, the amount in cents'
  }
  const { amount, currency, description, collect, account } = fee as Record<string, unknown>
  if (amount === undefined || amount === null || amount === 0) return null
  if (typeof amount !== 'number') return 'needs a number as amount, in the smallest unit of the currency'
  if (currency === undefined || currency === null || currency === '') return null
  if (typeof currency !== 'string' || !/^[a-z]{3}$/i.test(currency)) {
    return 'needs a currency of three letters (ISO 4217), for example "aud"'
  }
  const wrong = wrongWithAmount(amount, currency)
  if (wrong) return wrong
  if (description !== undefined && description !== null && typeof description !== 'string') {
    return 'needs a text as description, or null'
  }
  if (description && description.length > maxLengths.feeDescription) {
    return `description must have at most ${maxLengths.feeDescription} characters`
  }
  // It was escaped in the JSON.
  if (description && !isText(description)) return 'description has a character that cannot be stored'
  if (collect !== undefined && collect !== null && !collects.includes(collect as Collect)) {
    return `collect must be ${collects.join(' or ')}`
  }
  if (account !== undefined && account !== null && !(typeof account === 'string' && isUuid(account))) {
    return 'account must be the id of a payment account'
  }
  return {
    amount,
    currency: currency.toLowerCase(),
    description: description?.trim() || null,
    collect: (collect as Collect | null) ?? 'before',
    account: account?.toLowerCase() ?? null,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
