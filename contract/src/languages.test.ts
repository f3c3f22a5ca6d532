import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptedLanguages, chooseLanguage, languageOf, languages } from './languages.ts'

describe('the language', () => {
  test.each([
    [['de'], 'de'],
    [['DE-ch-1996'], 'de'],
    [['de-Latn-x-home'], 'de'],
    [['en-AU'], 'en'],
    [['fr', 'de'], 'de'],
    [['es-MX', 'en'], 'es'],
    [['ar-EG'], 'ar'],
    [['zh', 'en'], 'zh-Hans'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    [['ZH-HANS-TW'], 'zh-Hans'],
    [['zh-TW', 'de'], 'de'],
    [['zh-Hant', 'zh-HK'], 'en'],
    [['fr-CA', 'it'], 'en'],
    [['def'], 'en'],
    [[], 'en'],
  ])('for somebody who wants %j is %s', (wanted, found) => {
    expect(chooseLanguage(wanted)).toBe(found)
  })

  test('is one of those that there are, whatever is wanted', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z-]{0,20}$/))), (wanted) => {
        expect(languages).toHaveProperty([chooseLanguage(wanted)])
      }),
    )
  })

  test('is known by its tag alone, in any case', () => {
    expect(languageOf('DE')).toBe('de')
    for (const tag of ['de-CH', '', 'constructor', null, undefined]) expect(languageOf(tag)).toBeNull()
  })
})

describe('what a browser accepts', () => {
  test.each([
    ['de-DE,de;q=0.9,en;q=0.8', ['de-DE', 'de', 'en']],
    ['en;q=0.5, ar ; q=0.7,es', ['es', 'ar', 'en']],
    ['de;q=0, en;q=0.1', ['en']],
    ['*, en;q=0.3', ['en']],
    ['de;q=often, es;Q=1.0, zh;q=2', ['es']],
    ['', []],
    [undefined, []],
  ])('%j means %j', (header, tags) => {
    expect(acceptedLanguages(header)).toEqual(tags)
  })

  test('is read in the order of the header where it is liked equally', () => {
    expect(acceptedLanguages('es;q=0.8,de;q=0.8,ar')).toEqual(['ar', 'es', 'de'])
  })
})
