import { expect, test } from 'vitest'
import { amountText, currencyName, plainAmount, readAmount } from './amounts.ts'

const shown = (amount: number, currency: string, locale: string) =>
  amountText(amount, currency, locale)
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\u200f/g, '')

test.each([
  [5000, 'aud', 'en-AU', '$50.00'],
  [5000, 'aud', 'en-GB', 'A$50.00'],
  [123_450, 'eur', 'de', '1.234,50 €'],
  [5000, 'jpy', 'en-GB', 'JP¥5,000'],
  [12_500, 'kwd', 'en-GB', 'KWD 12.500'],
  [50_000, 'isk', 'de', '500 ISK'],
  [50_050, 'isk', 'de', '500,50 ISK'],
] as const)('%d of %s is read in %s as %s', (amount, currency, locale, text) => {
  expect(shown(amount, currency, locale)).toBe(text)
})

test('in a line from right to left the sign of a currency keeps its order', () => {
  expect(amountText(5000, 'aud', 'ar-u-nu-latn')).toContain('\u2068AU$\u2069')
  expect(amountText(5000, 'aud', 'en')).not.toContain('\u2068')
})

test.each([
  ['50', 'eur', 'en', 5000],
  ['49.95', 'eur', 'en', 4995],
  ['49,95', 'eur', 'en', 4995],
  ['49,9', 'eur', 'de', 4990],
  ['50.', 'eur', 'en', 5000],
  ['.5', 'eur', 'en', 50],
  ['€ 1.500,50', 'eur', 'en', 150_050],
  ['1,500.50 EUR', 'eur', 'de', 150_050],
  ['1 500,50', 'eur', 'de', 150_050],
  ["1'500.50", 'chf', 'de-CH', 150_050],
  ['1,00,000', 'inr', 'en-IN', 10_000_000],
  ['1.500', 'eur', 'de', 150_000],
  ['1,500', 'eur', 'en', 150_000],
  ['1.000.000', 'jpy', 'en', 1_000_000],
  ['1,500', 'jpy', 'en', 1500],
  ['12.500', 'kwd', 'en', 12_500],
  ['12,500', 'kwd', 'de', 12_500],
  ['٤٩٫٩٥', 'aed', 'ar', 4995],
  ['４９．９５', 'cny', 'zh-Hans', 4995],
] as const)('“%s” of %s is meant in %s as %d', (typed, currency, locale, amount) => {
  expect(readAmount(typed, currency, locale)).toBe(amount)
})

test.each([
  ['', 'eur', 'en'],
  ['ten', 'eur', 'en'],
  ['-5', 'eur', 'en'],
  ['1.500', 'eur', 'en'],
  ['1,500', 'eur', 'de'],
  ['49.995', 'eur', 'en'],
  ['5.50', 'jpy', 'en'],
  ['1.50.00', 'eur', 'en'],
  ['1,2.3,4', 'eur', 'en'],
] as const)('“%s” of %s may be anything in %s', (typed, currency, locale) => {
  expect(readAmount(typed, currency, locale)).toBeNull()
})

test('what is put into a field is read back as it was, whatever the language', () => {
  for (const locale of ['en', 'de', 'es', 'ar-u-nu-latn', 'zh-Hans', 'en-IN', 'de-CH'])
    for (const [amount, currency] of [
      [5000, 'eur'],
      [150_000, 'eur'],
      [150_000, 'jpy'],
      [1_500_000, 'kwd'],
    ] as const)
      expect(readAmount(plainAmount(amount, currency, locale), currency, locale), `${locale} ${currency}`).toBe(amount)
})

test('a currency has a name in the reader’s language', () => {
  expect(currencyName('aud', 'de')).toBe('Australischer Dollar')
})
