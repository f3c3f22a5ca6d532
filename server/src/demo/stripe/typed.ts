import { findCard, isCardNumber } from './cards.ts'
import type { TypedIn } from './checkout.ts'
import type { Form } from './form.ts'

/** What somebody has typed into the page of a session. */
export type Typed = { number: string; expiry: string; cvc: string; email: string }
export type WrongFields = Partial<Record<keyof Typed, string>>

type Read = { is: 'read'; card: TypedIn } | { is: 'wrong'; wrong: WrongFields; typed: Typed }

/** `now` is in seconds. */
export function readTyped(form: Form, now: number): Read {
  const text = (name: string) => {
    const value = form[name]
    return typeof value === 'string' ? value.trim().slice(0, 200) : ''
  }
  const typed: Typed = { number: text('number'), expiry: text('expiry'), cvc: text('cvc'), email: text('email') }
  const wrong: WrongFields = {}
  const number = typed.number.replace(/[\s-]/g, '')
  const card = findCard(number)
  if (number === '') wrong.number = 'Enter a card number.'
  else if (!isCardNumber(number)) wrong.number = 'This is not a card number: digits are missing or wrong.'
  else if (!card) wrong.number = 'Your card was declined: here only test cards work. See “Cards to try” below.'
  const expiry = readExpiry(typed.expiry)
  if (typed.expiry === '') wrong.expiry = 'Enter the month and year, as 12 / 34.'
  else if (!expiry) wrong.expiry = 'This is not a month and year, as 12 / 34.'
  else if (isPast(expiry, now)) wrong.expiry = "Your card's expiration date is in the past."
  if (!/^\d{3,4}$/.test(typed.cvc)) wrong.cvc = 'Enter the 3 digits on the back of the card.'
  if (typed.email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(typed.email)) {
    wrong.email = 'This is not an e-mail address.'
  }
  if (card && expiry && Object.keys(wrong).length === 0) {
    return { is: 'read', card: { card, ...expiry, email: typed.email === '' ? null : typed.email } }
  }
  // What may be a real card's number is not sent back.
  return { is: 'wrong', wrong, typed: { ...typed, number: card ? typed.number : '' } }
}

function readExpiry(expiry: string): { month: number; year: number } | null {
  const [, month = '', year = ''] = /^(\d{1,2})\s*\/?\s*(?:20)?(\d{2})$/.exec(expiry) ?? []
  if (month === '' || Number(month) < 1 || Number(month) > 12) return null
  return { month: Number(month), year: 2000 + Number(year) }
}

/** A card is good until its month is over. */
function isPast({ month, year }: { month: number; year: number }, now: number): boolean {
  return Date.UTC(year, month, 1) <= now * 1000
}
