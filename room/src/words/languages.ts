import { type Language, languageOf } from '@anteroom/contract/languages'
import { keepChoice } from '@anteroom/ui/words/choice.ts'
import { spoken } from '@anteroom/ui/words/spoken.ts'
import { type LaterWords, speak, speakLater, type Words } from './words.ts'

const load: Record<Language, () => Promise<Record<string, Words>>> = {
  en: () => import('./en/en.ts'),
  de: () => import('./de/de.ts'),
  es: () => import('./es/es.ts'),
  ar: () => import('./ar/ar.ts'),
  'zh-Hans': () => import('./zh-hans/zh-hans.ts'),
}

const loadLater: Record<Language, () => Promise<Record<string, LaterWords>>> = {
  en: () => import('./en/later/later.ts'),
  de: () => import('./de/later/later.ts'),
  es: () => import('./es/later/later.ts'),
  ar: () => import('./ar/later/later.ts'),
  'zh-Hans': () => import('./zh-hans/later/later.ts'),
}

/** What such a file has: it has one export. */
const onlyOne = <Exported>(file: Record<string, Exported>) => Object.values(file)[0] as Exported

/** The language that the page came in. */
export function speakThePagesLanguage(): void {
  const language = languageOf(document.documentElement.lang)
  if (language && globalThis.anteroomWords) speak(language, globalThis.anteroomWords)
}

/** Has the words of what is fetched later there: to be waited for before such a part is drawn. */
async function fetchLaterWords(): Promise<void> {
  const language = spoken.get()
  const words = onlyOne(await loadLater[language]())
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
  speakLater(language, onlyOne(laterWords))
  speak(language, onlyOne(words))
}
