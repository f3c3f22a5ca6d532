import type { Language } from '@anteroom/contract/languages'
import type { PluginId } from '@anteroom/contract/plugins'
import { readable, setSpoken } from '@anteroom/ui/words/spoken.ts'
import type { en } from './en/en.ts'
import type { enLater } from './en/later/later.ts'

/** What every language has to say on a page that has just come. */
export type Words = typeof en

/** What every language has to say in the parts of a page that are fetched later, and nowhere else. */
export type LaterWords = typeof enLater

declare global {
  /** The words of the page's language: the server puts their file into the page, where it hands them over. */
  var anteroomWords: Words | undefined
}

/** The words of this page, in the language that it speaks now: to be read when something is drawn, never before. */
export let words = globalThis.anteroomWords as Words

/** The same for `LaterWords`: they are there as soon as a part that reads them is, and not before. */
export let laterWords: LaterWords

/** The words of a plugin, from its own folder. */
export function wordsOf<PluginWords>(id: PluginId): PluginWords {
  return ownOf(words.plugins, id) as PluginWords
}

/** Those of its `later/`: they come with what reads them, as `laterWords` do. */
export function laterWordsOf<PluginWords>(id: PluginId): PluginWords {
  return ownOf(laterWords.plugins, id) as PluginWords
}

const ownOf = (plugins: Record<string, unknown>, id: PluginId) =>
  Object.entries(plugins).find(([file]) => file.includes(`/${id}/`))?.[1]

/** From now on the page speaks this language. */
export function speak(next: Language, nextWords: Words): void {
  words = readable(nextWords, next)
  setSpoken(next)
}

/** The same for what is fetched later. */
export function speakLater(next: Language, nextWords: LaterWords): void {
  laterWords = readable(nextWords, next)
}
