import { type Language, languageTags } from '@anteroom/contract/languages'
import { afterEach, describe, expect, test } from 'vitest'
import { de } from './de/de.ts'
import { en } from './en/en.ts'
import { es } from './es/es.ts'
import { dateLocale, speak, spoken, type Words, words } from './words.ts'
import { zhHans } from './zh-hans/zh-hans.ts'

const all: Record<Language, Words> = { en, de, es, 'zh-Hans': zhHans }

/** What may be the same in English and another language: names, and words that it has taken over. */
const shared = /^(?:Ada|Chat|Anteroom 1\.2\.3|\d+ min)$/

afterEach(() => speak('en', en))

test('words are read anew after a switch, and whoever listens is told', () => {
  const heard: string[] = []
  const end = spoken.subscribe(() => heard.push(`${spoken.get()}: ${words.close}`))
  speak('de', de)
  speak('en', en)
  end()
  speak('de', de)
  expect(heard).toEqual(['de: Schließen', 'en: Close'])
  expect(dateLocale).toBe('de')
})

describe.each(languageTags.filter((tag) => tag !== 'en'))('%s', (language) => {
  const told = sayings(all[language])

  test('says all that English says', () => {
    expect([...told.keys()].sort()).toEqual([...sayings(en).keys()].sort())
  })

  test('has nothing left in English, and nothing empty', () => {
    const english = sayings(en)
    const same = [...told].filter(([key, said]) => said === english.get(key) && /\p{L}/u.test(said))
    expect(same.filter(([, said]) => !shared.test(said))).toEqual([])
    expect([...told].filter(([key, said]) => !said.trim() && english.get(key)?.trim())).toEqual([])
  })
})

/** All sayings, by where they stand; those that are made are made for names, places and browsers that differ. */
function sayings(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string') return found.set(path, value)
  if (typeof value === 'function') {
    for (const [at, said] of made(value as (...given: unknown[]) => unknown, path)) sayings(said, at, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) sayings(part, path ? `${path}.${key}` : key, found)
  }
  return found
}

const counts = [0, 1, 2, 3, 11, 100]
const devices = ['microphone', 'camera', 'both']
const places = [
  { browser: 'safari', system: 'ios' },
  { browser: 'chrome', system: 'ios' },
  { browser: 'chrome', system: 'android' },
  { browser: 'firefox', system: 'linux' },
  { browser: 'safari', system: 'mac' },
  { browser: 'edge', system: 'windows' },
]

function made(make: (...given: unknown[]) => unknown, path: string): [string, unknown][] {
  const name = path.split('.').at(-1) ?? ''
  if (path.startsWith('devices.problems.')) {
    return devices.flatMap((what) =>
      places.map((place): [string, unknown] => [`${path}(${what}, ${Object.values(place)})`, make(what, place)]),
    )
  }
  if (name === 'list' || path === 'call.title' || path === 'call.expected') {
    return [['Ada'], ['Ada', 'Ben', 'Cleo']].map((names) => [`${path}(${names})`, make(names)])
  }
  if (/^units|[cC]ount|^(?:more|people|left|handAt)$/.test(path.startsWith('units') ? path : name)) {
    return counts.map((count) => [`${path}(${count})`, make(count, count)])
  }
  return [[`${path}(…)`, make('1.2.3', '1.2.3')]]
}
