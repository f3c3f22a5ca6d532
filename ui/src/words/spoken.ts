import { defaultLanguage, type Language, languages, lookUp } from '@anteroom/contract/languages'
import { isolated } from '@anteroom/contract/names'
import { createStore, type Store } from '../ground/store.ts'

const language = createStore<Language>(defaultLanguage)
let locale: string | null = null

/** The language that the page speaks, and word of a change. */
export const spoken: Store<Language> = language

/** To be called once there are words in it; whoever listens reads them at once. */
export function setSpoken(next: Language): void {
  locale = null
  language.set(next)
}

/** How dates are written: German words ask for German dates, of the visitor's own region if known. */
export function dateLocale(): string {
  locale ??= localeOf(language.get())
  return locale
}

function localeOf(next: Language): string {
  const own = globalThis.navigator?.languages?.find((tag) => lookUp(tag) === next) ?? (next === 'en' ? 'en-GB' : next)
  return new Intl.Locale(own, { calendar: 'gregory', numberingSystem: 'latn' }).toString()
}

/**
 * The words of a language, as they are put on a page: what stands in a sentence (names, mostly) does not turn the rest of
 * it round. The words of a language from right to left set names apart themselves, those from left to right too.
 */
export function readable<Words>(words: Words, of: Language): Words {
  return languages[of].dir === 'rtl' ? words : isolating(words)
}

function isolating<Part>(part: Part): Part {
  if (typeof part === 'function') return ((...given: unknown[]) => part(...given.map(isolate))) as Part
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, isolating(one)])) as Part
}

function isolate(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(isolate)
  return typeof given === 'string' ? isolated(given) : given
}
