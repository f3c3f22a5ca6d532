import { type Language, languageOf } from '@anteroom/contract/languages'
import { keepChoice } from '@anteroom/ui/words/choice.ts'
import { speak, type Words } from './words.ts'

const load: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en/en.ts')).en,
  de: async () => (await import('./de/de.ts')).de,
  es: async () => (await import('./es/es.ts')).es,
  ar: async () => (await import('./ar/ar.ts')).ar,
  'zh-Hans': async () => (await import('./zh-hans/zh-hans.ts')).zhHans,
}

/** The language that the page came in. */
export function speakThePagesLanguage(): void {
  const language = languageOf(document.documentElement.lang)
  if (language && globalThis.anteroomWords) speak(language, globalThis.anteroomWords)
}

let wanted: Language | null = null

/** Speaks another language from now on; everything else goes on as it is. */
export async function switchLanguage(language: Language): Promise<void> {
  wanted = language
  const words = await load[language]()
  // A person who has chosen another language meanwhile gets that one.
  if (wanted !== language) return
  keepChoice(language)
  speak(language, words)
}
