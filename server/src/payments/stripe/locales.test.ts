import { languageTags } from '@anteroom/contract/languages'
import { expect, test } from 'vitest'
import { localeOf } from './locales.ts'

test.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['en-GB', 'en-GB'],
  ['EN-gb', 'en-GB'],
  ['zh-Hans-CN', 'zh'],
  ['zh-Hant', 'zh-TW'],
  ['pt-BR', 'pt-BR'],
  ['no', 'nb'],
  ['hi', 'hi-IN'],
  // Not spoken by Checkout.
  ['ar', 'auto'],
  ['', 'auto'],
  [null, 'auto'],
])('somebody who reads %j pays on a page in %s', (language, locale) => {
  expect(localeOf(language)).toBe(locale)
})

test('each language of the room but Arabic is one of Checkout', () => {
  expect(languageTags.filter((tag) => localeOf(tag) === 'auto')).toEqual(['ar'])
})
