import { digitsOf } from '@anteroom/contract/currencies'
import { dateLocale } from '@anteroom/ui/words/spoken.ts'

const placesOf = (currency: string) => digitsOf(currency) ?? 2

/** An amount in its currency's smallest unit, as its reader writes it: "A$50.00", "50,00 €". */
export function amountText(amount: number, currency: string, locale = dateLocale()): string {
  const style = { style: 'currency', currency: currency.toUpperCase() } as const
  const usual = new Intl.NumberFormat(locale, style)
  const places = placesOf(currency)
  const value = amount / 10 ** places
  // Stripe counts hundredths of some that have none to anybody else; as long as they are zero nobody reads them.
  const { maximumFractionDigits = places } = usual.resolvedOptions()
  if (Number.isInteger(amount / 10 ** (places - maximumFractionDigits))) return readable(usual, value)
  const exact = { minimumFractionDigits: places, maximumFractionDigits: places }
  return readable(new Intl.NumberFormat(locale, { ...style, ...exact }), value)
}

/** In a line from right to left "AU$" would stand there as "$AU": its sign is kept together (Unicode FSI and PDI). */
function readable(format: Intl.NumberFormat, value: number): string {
  const parts = format.formatToParts(value)
  if (!parts.some((part) => part.value.includes('\u200f'))) return format.format(value)
  return parts.map((part) => (part.type === 'currency' ? `\u2068${part.value}\u2069` : part.value)).join('')
}

/** The same without its currency, as somebody types it. */
export function plainAmount(amount: number, currency: string, locale = dateLocale()): string {
  const places = placesOf(currency)
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    useGrouping: false,
  }).format(amount / 10 ** places)
}

/** "Euro", in the reader's language. */
export function currencyName(currency: string, locale = dateLocale()): string {
  const code = currency.toUpperCase()
  return new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code
}

/**
 * Reads what somebody has typed as an amount, into the currency's smallest unit; null where it is not clear which is meant.
 * Point and comma may both stand before the cents, and between thousands: "1.500,50", "1,500.50", "49,9". A single one before
 * three digits is what it is in the reader's language.
 */
export function readAmount(typed: string, currency: string, locale = dateLocale()): number | null {
  const text = latin(typed).replace(/[\p{L}\p{Sc}\p{Z}\p{Cf}'’]/gu, '')
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return null
  const marks = text.replace(/\d/g, '')
  const last = marks.at(-1)
  const after = last ? text.slice(text.lastIndexOf(last) + 1) : ''
  const isRepeated = marks.length > 1 && new Set(marks).size === 1
  const isGroup = isRepeated || (marks.length === 1 && after.length === 3 && last === groupMark(locale))
  const [whole, cents] = !last || isGroup ? [text, ''] : [text.slice(0, -after.length - 1), after]
  const group = isGroup ? last : marks[0]
  const places = placesOf(currency)
  if (cents.length > places) return null
  if (/[.,]/.test(whole) && !isGrouped(whole.split(group ?? '.'))) return null
  return Number(whole.replace(/[.,]/g, '') + cents.padEnd(places, '0'))
}

/** By thousands, or as in India. */
function isGrouped([first = '', ...others]: string[]): boolean {
  const isGroup = (digits: string, at: number) => (at === others.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(digits)
  return /^\d{1,3}$/.test(first) && others.length > 0 && others.every(isGroup)
}

const groupMark = (locale: string) =>
  new Intl.NumberFormat(locale).formatToParts(1_000_000).find(({ type }) => type === 'group')?.value

/** The digits and marks of Arabic and Persian keyboards, and the wide ones of Chinese ones. */
function latin(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replaceAll('\u066b', '.')
    .replace(/[\u066c\u060c]/g, ',')
}
