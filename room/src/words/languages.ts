import { type Language, languageOf } from '@anteroom/contract/languages'
import { keepChoice } from '@anteroom/ui/words/choice.ts'
import { spoken } from '@anteroom/ui/words/spoken.ts'
import { type LaterWords, speak, speakLater, type Words } from './words.ts'

const load: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en/en.ts')).en,
  de: async () => (await import('./de/de.ts')).de,
  es: async () => (await import('./es/es.ts')).es,
  ar: async () => (await import('./ar/ar.ts')).ar,
  'zh-Hans': async () => (await import('./zh-hans/zh-hans.ts')).zhHans,
}

const loadLater: Record<Language, () => Promise<LaterWords>> = {
  en: async () => (await import('./en/later/later.ts')).enLater,
  de: async () => (await import('./de/later/later.ts')).deLater,
  es: async () => (await import('./es/later/later.ts')).esLater,
  ar: async () => (await import('./ar/later/later.ts')).arLater,
  'zh-Hans': async () => (await import('./zh-hans/later/later.ts')).zhHansLater,
}

/** The language that the page came in. */
export function speakThePagesLanguage(): void {
  const language = languageOf(document.documentElement.lang)
  if (language && globalThis.anteroomWords) speak(language, globalThis.anteroomWords)
}

/** Has the words of what is fetched later there: to be waited for before such a part is drawn. */
async function fetchLaterWords(): Promise<void> {
  const language = spoken.get()
  const words = await loadLater[language]()
  // Whoever has switched meanwhile brought the words of the other language along.
  if (language === spoken.get()) speakLater(language, words)
}

/** Some code that reads them, together with them. */
export async function withLaterWords<Code>(code: Promise<Code>): Promise<Code> {
  const [loaded] = await Promise.all([code, fetchLaterWords()])
  return loaded
}

let wanted: Language | null = null

/** Speaks another language from now on; everything else goes on as it is. */
export async function switchLanguage(language: Language): Promise<void> {
  wanted = language
  const [words, laterWords] = await Promise.all([load[language](), loadLater[language]()])
  // A person who has chosen another language meanwhile gets that one.
  if (wanted !== language) return
  keepChoice(language)
  speakLater(language, laterWords)
  speak(language, words)
}
