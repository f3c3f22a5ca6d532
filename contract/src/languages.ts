import { maxLengths } from './max-lengths.ts'

/**
 * The languages that the room speaks (BCP 47), as those who read them call them. Each but English has its folder in
 * `room/src/words/`, named by its tag in small letters.
 */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
  'zh-Hans': { name: '简体中文', dir: 'ltr' },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl' }>

export type Language = keyof typeof languages

export const languageTags = Object.keys(languages) as Language[]

/** For whoever wants none that there is. */
export const defaultLanguage: Language = 'en'

/**
 * What somebody chose is kept under this name, by the room for the server's next page. Of a site with TLS it has the prefix by
 * which browsers take it from no other host of the domain; it had none before.
 */
export const languageCookies = { secure: '__Host-anteroom_language', plain: 'anteroom_language' }

/** The language that a tag in any case names exactly, or null. */
export function languageOf(tag: string | null | undefined): Language | null {
  return languageTags.find((known) => known.toLowerCase() === tag?.toLowerCase()) ?? null
}

/**
 * The first of the wanted languages, best first, that there is (RFC 4647 3.4, lookup): "de-CH-1996" finds "de".
 * Chinese without a script is taken for the simplified one, unless it is of a region that writes the traditional one.
 */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const range of wanted) {
    const found = lookUp(range)
    if (found) return found
  }
  return defaultLanguage
}

/** The language that there is for one range alone. */
export function lookUp(range: string): Language | null {
  if (range.length > maxLengths.languageTag) return null
  for (let tag = withScript(range); tag; tag = shortened(tag)) {
    const found = languageOf(tag)
    if (found) return found
  }
  return null
}

/** What a browser asks for, best first (RFC 9110 12.5.4); what it refuses with a quality of 0 is not in it. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .slice(0, 50)
    .map((item) => {
      const [tag = '', ...parameters] = item.split(';').map((part) => part.trim())
      const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0 && quality <= 1)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}

function withScript(range: string): string {
  if (/^zh(?:-(?:cn|sg|my))?$/i.test(range)) return 'zh-Hans'
  return range
}

/** Without its last part, and without a single letter that would then stand at the end. */
function shortened(tag: string): string {
  return tag.replace(/(?:^|-)[^-]*$/, '').replace(/-[^-]$/, '')
}
