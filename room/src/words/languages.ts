import { type Language, languageCookies, languageOf, languages } from '@anteroom/contract/languages'
import { speak, type Words } from './words.ts'

const load: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en/en.ts')).en,
  de: async () => (await import('./de/de.ts')).de,
  es: async () => (await import('./es/es.ts')).es,
  ar: async () => (await import('./ar/ar.ts')).ar,
  'zh-Hans': async () => (await import('./zh-hans/zh-hans.ts')).zhHans,
}

/** What was chosen holds for a year, in this browser, whichever the link. */
const keptForSeconds = 365 * 24 * 3600

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
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].dir
  // In a frame of another site only a partitioned cookie (CHIPS) comes back.
  const isSecure = location.protocol === 'https:'
  const name = isSecure ? languageCookies.secure : languageCookies.plain
  const own = isSecure ? 'SameSite=Lax; Secure' : 'SameSite=Lax'
  const scope = window.top === window ? own : 'SameSite=None; Secure; Partitioned'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is too young for the browsers that we serve.
  document.cookie = `${name}=${language}; Path=/; Max-Age=${keptForSeconds}; ${scope}`
  speak(language, words)
}
