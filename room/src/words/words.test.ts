import { type Language, languageTags } from '@anteroom/contract/languages'
import { dateLocale, spoken } from '@anteroom/ui/words/spoken.ts'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ar } from './ar/ar.ts'
import { arLater } from './ar/later/later.ts'
import { de } from './de/de.ts'
import { deLater } from './de/later/later.ts'
import { en } from './en/en.ts'
import { enLater } from './en/later/later.ts'
import { es } from './es/es.ts'
import { esLater } from './es/later/later.ts'
import { type LaterWords, speak, type Words, words } from './words.ts'
import { zhHansLater } from './zh-hans/later/later.ts'
import { zhHans } from './zh-hans/zh-hans.ts'

const all: Record<Language, Words> = { en, de, es, ar, 'zh-Hans': zhHans }
const allLater: Record<Language, LaterWords> = {
  en: enLater,
  de: deLater,
  es: esLater,
  ar: arLater,
  'zh-Hans': zhHansLater,
}

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../words/**', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What may be the same in English and another language: names, and words that it has taken over. */
const shared = /Ada|Ben|Cleo|Chat|Chrome|Safari|Anteroom|\bmin\b/g

afterEach(() => {
  vi.unstubAllGlobals()
  speak('en', en)
})

test('words are read anew after a switch, and whoever listens is told', () => {
  const heard: string[] = []
  const end = spoken.subscribe(() => heard.push(`${spoken.get()}: ${words.close}`))
  speak('de', de)
  speak('en', en)
  end()
  speak('de', de)
  expect(heard).toEqual(['de: Schließen', 'en: Close'])
})

test('a device that another program may be using is called as one, and both as two', () => {
  const where = { browser: 'firefox', system: 'linux' } as const
  for (const [language, { devices }] of Object.entries(allLater)) {
    if (language === 'zh-Hans') continue
    const { text, steps } = devices.problems['in-use']
    const said = (what: 'both' | 'camera') => [text(what, where), ...steps(what, where)].join(' ')
    expect(said('camera'), language).not.toBe(said('both'))
  }
})

test('a name from right to left does not turn round the sentence that it stands in', () => {
  speak('de', de)
  expect(words.call.joined('Ana')).toBe(de.call.joined('Ana'))
  expect(words.call.joined('נועה 5')).toBe(de.call.joined('\u2068נועה 5\u2069'))
  expect(words.call.expected(['דן', 'Ana'])).toBe(de.call.expected(['\u2068דן\u2069', 'Ana']))
})

test.each([
  ['en', ['fr', 'en-AU', 'en-GB'], 'en-AU'],
  ['en', ['fr'], 'en-GB'],
  ['de', ['en', 'de-AT'], 'de-AT'],
  ['ar', ['ar-SA'], 'ar-SA'],
  ['zh-Hans', ['zh-SG'], 'zh-SG'],
  ['es', [], 'es'],
] as const)('dates in %s for somebody who reads %j are those of %s', (language, wanted, locale) => {
  vi.stubGlobal('navigator', { languages: wanted })
  speak(language, all[language])
  expect(dateLocale().replace(/-u-.*/, '')).toBe(locale)
})

describe.each(languageTags.filter((tag) => tag !== 'en'))('%s', (language) => {
  const english = both('en')
  const told = both(language)

  test('says all that English says, and nothing else', () => {
    expect([...told.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('has nothing left in English, and nothing empty', () => {
    const same = [...told].filter(([key, said]) => said === english.get(key))
    expect(same.filter(([, said]) => /\p{L}/u.test(said.replace(shared, '')))).toEqual([])
    expect([...told].filter(([key, said]) => !said.trim() && !key.endsWith('(,)') && english.get(key)?.trim())).toEqual(
      [],
    )
  })

  test('counts as its speakers do', () => {
    for (const path of counting(english)) {
      const forms = new Set([1, 2, 3, 11].map((n) => withoutNumber(told.get(`${path}(${n},${n})`))))
      const least = sameForMany.has(`${language} ${path}`) ? 1 : leastForms[language]
      expect([path, forms.size >= least]).toEqual([path, true])
    }
  })
})

/** Arabic has another word for one, for two, for a few and for more; some of them may be the same. */
const leastForms: Record<Language, number> = { en: 2, de: 2, es: 2, ar: 3, 'zh-Hans': 1 }

/** Counted things whose word is the same for one and for many. */
const sameForMany = new Set(['de later.plugins.chat.left', 'ar call.endForEveryoneText'])

const withoutNumber = (said = '') => said.replace(/\d+/g, '')

/** Where English has another word for one than for two. */
function counting(english: Map<string, string>): string[] {
  return [...english.keys()]
    .filter((key) => key.endsWith('(1,1)'))
    .map((key) => key.slice(0, -'(1,1)'.length))
    .filter((path) => withoutNumber(english.get(`${path}(1,1)`)) !== withoutNumber(english.get(`${path}(2,2)`)))
}

const both = (language: Language) => sayings(allLater[language], 'later', sayings(all[language]))

/** All sayings, by where they stand; those that are made are made for numbers, names, places and browsers. */
function sayings(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string') return found.set(path, value)
  if (typeof value === 'function') {
    for (const given of samples(path)) sayings(value(...given), `${path}(${given.map(String)})`, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      // Words of a plugin stand by the file that they are in.
      const key = /\/plugins\/([^/]+)\/words\//.exec(name)?.[1] ?? name
      sayings(part, path ? `${path}.${key}` : key, found)
    }
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
].map((place) => ({ ...place, toString: () => `${place.browser} on ${place.system}` }))

function samples(path: string): unknown[][] {
  if (path.startsWith('later.devices.problems.')) return devices.flatMap((what) => places.map((place) => [what, place]))
  if (path === 'later.help.theirs') return [['Ada', ['Ben', 'Cleo']]]
  if (/^(?:list|units\.together|call\.(?:title|expected|leaveText)|door\.willSee)$/.test(path))
    return [[['Ada']], [['Ada', 'Ben', 'Cleo']]]
  return [...counts.map((count) => [count, count]), ['Ada', 'Ben'], ['', '']]
}

test('nothing keeps words from when its file was read: they would stay when the language changes', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(50)
  // What stands at the margin runs once; a function there may go on in the same line.
  const early = /^(?:export )?const [^=\n]*=(?![^\n]*=>)[^\n]*\b(?:w|laterW)ords\b/m
  const found = Object.entries(sources).filter(([, text]) => early.test(text))
  expect(found.map(([file]) => file)).toEqual([])
})

/** What a page has read before anybody did anything: from these on, by `import`, and not by `import()`. */
const beginnings = Object.keys(sources).filter((file) =>
  /^\.\.\/(?:main\.ts|start\.tsx|check\/check\.ts|screens\/in-call\/door\/door\.tsx|plugins\/[^/]+\/plugin\.tsx)$/.test(
    file,
  ),
)

test('nothing that a page has from the beginning reads the words that come later', () => {
  expect(beginnings.length).toBeGreaterThanOrEqual(6)
  const read = new Set<string>()
  for (const file of beginnings) follow(file, read)
  expect(read.size).toBeGreaterThan(100)
  expect([...read].filter((file) => /\blaterWords\b/.test(sources[file] ?? ''))).toEqual([])
})

function follow(file: string, read: Set<string>): void {
  const text = sources[file]
  if (text === undefined || read.has(file)) return
  read.add(file)
  for (const [, next] of text.matchAll(/^import (?!type )[^']*'(\.[^']+)'/gm))
    follow(new URL(next ?? '', `file:///a/${file.slice(3)}`).pathname.replace(/^\/a\//, '../'), read)
}
