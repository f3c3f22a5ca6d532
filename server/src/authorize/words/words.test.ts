import { type Language, languageTags } from '@anteroom/contract/languages'
import { describe, expect, test } from 'vitest'
import { Markup } from '../../pages/look/markup.ts'
import { allWords } from './words.ts'

const english = sayings(allWords.en)

describe.each(languageTags.filter((tag) => tag !== 'en'))('%s', (language) => {
  const told = sayings(allWords[language])

  test('has nothing left in English, and nothing empty', () => {
    expect(told.get('language')).toBe(language)
    const same = [...told].filter(([key, said]) => said === english.get(key) && said !== 'Error: Ada')
    expect(same).toEqual([])
    expect([...told].filter(([, said]) => !said.trim())).toEqual([])
  })

  test('names everybody that English names', () => {
    const names = (said = '') => said.match(/Ada|Cardiology/g)?.sort()
    for (const [key, said] of told) expect([key, names(said)]).toEqual([key, names(english.get(key))])
  })
})

test.each([
  ['en', ['a minute', '2 minutes', '5 minutes', '15 minutes']],
  ['de', ['einer Minute', '2 Minuten', '5 Minuten', '15 Minuten']],
  ['es', ['un minuto', '2 minutos', '5 minutos', '15 minutos']],
  ['ar', ['دقيقة واحدة', 'دقيقتين', '5 دقائق', '15 دقيقة']],
  ['zh-Hans', ['1 分钟', '2 分钟', '5 分钟', '15 分钟']],
] satisfies [Language, string[]][])('%s counts minutes as its speakers do', (language, counted) => {
  const { wait } = allWords[language].errors
  for (const [at, count] of [1, 2, 5, 15].entries()) expect(wait(count * 60)).toContain(counted[at])
})

/** All sayings, by where they stand; those that are made are made for one name, and for two. */
function sayings(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string') found.set(path, value)
  else if (value instanceof Markup) found.set(path, value.text)
  else if (path === 'errors.wait') found.set(path, String((value as (seconds: number) => string)(120)))
  else if (typeof value === 'function') {
    sayings(value('Ada', null), `${path}(1)`, found)
    if (value.length > 1) sayings(value('Ada', 'Cardiology'), `${path}(2)`, found)
  } else {
    for (const [name, part] of Object.entries(value as object)) sayings(part, path ? `${path}.${name}` : name, found)
  }
  return found
}
