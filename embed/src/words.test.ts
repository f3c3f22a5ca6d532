import { expect, test } from 'vitest'
import { wordsFor } from './words.ts'

const link = 'https://video.clinic.example/session/abc'

test.each([
  [link, ['de-CH', 'en'], 'de'],
  [link, ['fr', 'es-MX'], 'es'],
  [link, ['fr'], 'en'],
  [`${link}?lang=ar`, ['de'], 'ar'],
  [`${link}?lang=fr`, ['zh-CN'], 'zh-Hans'],
  [null, ['ar'], 'ar'],
] as const)('for %s and a browser that wants %j the element speaks %s', (address, wanted, language) => {
  const words = wordsFor(address ? new URL(address) : null, wanted)
  expect([words.language, words.dir]).toEqual([language, language === 'ar' ? 'rtl' : 'ltr'])
})
