import { defaultLanguage, type Language, languages, lookUp } from '@anteroom/contract/languages'
import { isolated } from '@anteroom/contract/names'
import type { PluginId } from '@anteroom/contract/plugins'
import type { en } from './en/en.ts'

/** What every language has to say. */
export type Words = typeof en

declare global {
  /** The words of the page's language: the server puts their file into the page, where it hands them over. */
  var anteroomWords: Words | undefined
}

/** The words of this page, in the language that it speaks now: to be read when something is drawn, never before. */
export let words = globalThis.anteroomWords as Words

/** The words of a plugin, from its own folder. */
export function wordsOf<PluginWords>(id: PluginId): PluginWords {
  const [, own] = Object.entries(words.plugins).find(([file]) => file.includes(`/${id}/`)) ?? []
  return own as PluginWords
}

let locale: string | null = null

/** How dates are written: German words ask for German dates, of the visitor's own region if known. */
export function dateLocale(): string {
  locale ??= localeOf(language)
  return locale
}

let language: Language = defaultLanguage
const listeners = new Set<() => void>()

/** The language that the page speaks, and word of a change. */
export const spoken = {
  get: () => language,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** From now on the page speaks this language. */
export function speak(next: Language, nextWords: Words): void {
  language = next
  // The words of a language from right to left set names apart themselves, those from left to right too.
  words = languages[next].dir === 'rtl' ? nextWords : isolating(nextWords)
  locale = null
  for (const listener of [...listeners]) listener()
}

/** The same words; what is put into a sentence (names, mostly) does not turn the rest of it round. */
function isolating<Part>(part: Part): Part {
  if (typeof part === 'function') return ((...given: unknown[]) => part(...given.map(isolate))) as Part
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, isolating(one)])) as Part
}

function isolate(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(isolate)
  return typeof given === 'string' ? isolated(given) : given
}

function localeOf(next: Language): string {
  const own = globalThis.navigator?.languages?.find((tag) => lookUp(tag) === next) ?? (next === 'en' ? 'en-GB' : next)
  return new Intl.Locale(own, { calendar: 'gregory', numberingSystem: 'latn' }).toString()
}
