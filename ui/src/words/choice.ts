import { type Language, languageCookies, languages } from '@anteroom/contract/languages'

/** What was chosen holds for a year, in this browser, for every page of ours. */
const keptForSeconds = 365 * 24 * 3600

/** From now on the page is in that language, and so is the next one that the server sends. */
export function keepChoice(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].dir
  // In a frame of another site only a partitioned cookie (CHIPS) comes back.
  const isSecure = location.protocol === 'https:'
  const name = isSecure ? languageCookies.secure : languageCookies.plain
  const own = isSecure ? 'SameSite=Lax; Secure' : 'SameSite=Lax'
  const scope = window.top === window ? own : 'SameSite=None; Secure; Partitioned'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is too young for the browsers that we serve.
  document.cookie = `${name}=${language}; Path=/; Max-Age=${keptForSeconds}; ${scope}`
}
