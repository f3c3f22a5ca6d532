import { type Language, lookUp } from '@anteroom/contract/languages'

/** Browsers know languages by the region they were learnt in. */
const usual: Record<Language, string> = { en: 'en-US', de: 'de-DE', es: 'es-ES', ar: 'ar-EG', 'zh-Hans': 'cmn-Hans-CN' }

/** What is probably spoken in the call (BCP 47), the likeliest first: the page's language, as in the visitor's region. */
export function captionLanguages(page: Language, browser: readonly string[]): string[] {
  const own = browser.filter((tag) => tag.includes('-') && lookUp(tag) === page)
  return [...new Set([...own, usual[page], page])]
}
