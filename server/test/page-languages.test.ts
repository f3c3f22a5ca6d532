import { type Language, languages, languageTags } from '@anteroom/contract/languages'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const session = await app.book()
const link = new URL(session.participants[0]?.entry_url ?? '').pathname

async function open(headers: Record<string, string>, query = '', path = link) {
  const response = await app.http.inject({ method: 'GET', url: `${path}${query}`, headers })
  const [, lang, dir] = /<html lang="([^"]+)" dir="([^"]+)"/.exec(response.body) ?? []
  return { lang, dir, html: response.body, headers: response.headers }
}

test.each([
  [{ 'accept-language': 'de-CH,de;q=0.9,en;q=0.8' }, '', 'de'],
  [{ 'accept-language': 'fr-FR,fr;q=0.9' }, '', 'en'],
  [{ 'accept-language': 'es-MX' }, '', 'es'],
  [{ 'accept-language': 'ar' }, '', 'ar'],
  [{ 'accept-language': 'zh-CN' }, '', 'zh-Hans'],
  [{}, '', 'en'],
  [{ 'accept-language': 'en' }, '?lang=de-AT', 'de'],
  [{ 'accept-language': 'de' }, '?lang=tlh', 'de'],
  [{ 'accept-language': 'de' }, '?lang=en&lang=de', 'de'],
  [{ 'accept-language': 'de', cookie: 'other=1; anteroom_language=en' }, '?lang=de', 'en'],
  [{ 'accept-language': 'de', cookie: 'anteroom_language=es; __Host-anteroom_language=en' }, '', 'en'],
  [{ 'accept-language': 'de', cookie: 'anteroom_language=toString' }, '', 'de'],
] satisfies [Record<string, string>, string, Language][])(
  'with %j and %j the page is in %s',
  async (headers, query, language) => {
    const { lang, dir, headers: answered } = await open(headers, query)
    expect([lang, dir]).toEqual([language, languages[language].dir])
    expect(answered['content-language']).toBe(language)
    expect(String(answered.vary)).toContain('Accept-Language')
  },
)

test('the words of the language come in the page, before the script that draws', async () => {
  for (const language of languageTags) {
    const { html, headers } = await open({ 'accept-language': language })
    const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1]
    const place = html.indexOf(`<script type="module" nonce="${nonce}">speak("${language}")</script>`)
    expect(place).toBeGreaterThan(0)
    expect(place).toBeLessThan(html.indexOf('/room/start.js'))
  }
})

test('a link that nobody was given says so in the language of whoever opens it', async () => {
  const { lang, html } = await open({ 'accept-language': 'de' }, '', '/session/nonsense')
  expect(lang).toBe('de')
  expect(html).toContain('<p>Dieser Raum braucht JavaScript.')
})
