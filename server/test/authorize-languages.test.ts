import { type Language, languages } from '@anteroom/contract/languages'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import {
  authorizePath,
  authorizeUrl,
  type BrowserAnswer,
  createBrowser,
  makeApplication,
  makeUser,
  signInPath,
} from './support/authorize.ts'

const app = await startTestApp()
const { appId } = await makeApplication(app)
const user = await makeUser(app, [app.team.teamId])
const url = authorizeUrl({ client_id: appId })

const languageOf = ({ html, headers }: BrowserAnswer) => {
  const [, lang, dir] = /<html lang="([^"]+)" dir="([^"]+)"/.exec(html) ?? []
  return { lang, dir, told: headers['content-language'] }
}
const allOf = (language: Language) => ({ lang: language, dir: languages[language].dir, told: language })

test.each([
  [{}, '', 'en', 'Sign in'],
  [{ 'accept-language': 'de-AT,en;q=0.5' }, '', 'de', 'Anmelden'],
  [{ 'accept-language': 'es' }, '', 'es', 'Iniciar sesión'],
  [{ 'accept-language': 'ar-EG' }, '', 'ar', 'تسجيل الدخول'],
  [{ 'accept-language': 'zh-CN' }, '', 'zh-Hans', '登录'],
  [{ 'accept-language': 'fr' }, '', 'en', 'Sign in'],
  [{ 'accept-language': 'de' }, '&lang=es', 'es', 'Iniciar sesión'],
  [{ 'accept-language': 'de', cookie: 'anteroom_language=ar' }, '&lang=es', 'ar', 'تسجيل الدخول'],
] satisfies [Record<string, string>, string, Language, string][])(
  'with %j and "%s" the page is in %s',
  async (headers, query, language, title) => {
    const answer = await createBrowser(app).get(url + query, headers)
    expect(languageOf(answer)).toEqual(allOf(language))
    expect(answer.html).toContain(`<h1>${title}</h1>`)
  },
)

test('the language that the application asks for stays from page to page', async () => {
  const browser = createBrowser(app)
  await browser.get(`${url}&lang=de`)
  const wrong = await browser.submit(signInPath, { email: user.email, password: '' })
  expect(wrong.html).toContain('Geben Sie Ihr Passwort ein.')
  const consent = await browser.signIn(`${url}&lang=de`, user.email)
  expect(languageOf(consent)).toEqual(allOf('de'))
  const undecided = await browser.submit(authorizePath)
  expect(undecided.html).toContain('Wählen Sie, ob Sie es erlauben.')
})

test('pages that say no are in the language of the browser, with what a developer needs in English', async () => {
  const german = { 'accept-language': 'de' }
  const refused = await createBrowser(app).get(authorizeUrl({ client_id: 'nobody' }), german)
  expect(refused.html).toContain('<h1>Dieser Link funktioniert nicht</h1>')
  expect(refused.html).toContain('<bdi lang="en">client_id has to be')
  const broken = await createBrowser(app).post(url, { x: 'x'.repeat(20_000) }, german)
  expect([broken.status, languageOf(broken)]).toEqual([413, allOf('de')])
  expect(broken.html).toContain('Wir konnten nicht lesen, was Ihr Browser geschickt hat.')
})
