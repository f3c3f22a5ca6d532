import { expect, test } from './support/test.ts'

/** What the button to go in is called, and what the page's first bytes say of its language. */
const spoken = [
  { locale: 'de-DE', lang: 'de', dir: 'ltr', join: 'Teilnehmen', choice: 'Sprache' },
  { locale: 'es-MX', lang: 'es', dir: 'ltr', join: 'Unirse', choice: 'Idioma' },
  { locale: 'ar', lang: 'ar', dir: 'rtl', join: 'انضمام', choice: 'اللغة' },
  { locale: 'zh-CN', lang: 'zh-Hans', dir: 'ltr', join: '加入', choice: '语言' },
  { locale: 'fr', lang: 'en', dir: 'ltr', join: 'Join', choice: 'Language' },
] as const

for (const { locale, lang, dir, join, choice } of spoken) {
  test(`a browser that wants ${locale} gets a page in ${lang} from its first byte`, async ({ api, visit }) => {
    const session = await api.book()
    const url = session.url('Ana')
    const html = await (await fetch(url, { headers: { 'accept-language': locale } })).text()
    expect(html).toContain(`<html lang="${lang}" dir="${dir}"`)
    const guest = await visit(url, { locale })
    await expect(guest.button(join)).toBeVisible()
    await expect(guest.page.getByRole('combobox', { name: choice, exact: true })).toHaveValue(lang)
    expect(await guest.page.evaluate(() => document.documentElement.dir)).toBe(dir)
  })
}

test('whoever changes the language in the call stays in it, and is spoken to in it next time', async ({
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const guest = await visit(session.url('Ana'))
  await guest.join()
  await guest.sees()
  const video = await guest.page.locator('video[data-visit]').elementHandle()
  await guest.button('Menu').click()
  await guest.page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Deutsch')
  await guest.page.getByRole('button', { name: 'Schließen' }).click()
  await expect(guest.button('Gespräch beenden')).toBeVisible()
  await expect(guest.button('Chat')).toBeVisible()
  await expect(guest.page.locator('html')).toHaveAttribute('lang', 'de')
  // The very element goes on: nothing was taken down.
  expect(await video?.evaluate((element) => element.isConnected)).toBe(true)
  await guest.sees()
  await host.sees()

  await guest.page.reload()
  await expect(guest.button('Gespräch beenden')).toBeVisible()
  await guest.sees()
})

test('what was being written is kept while the language changes', async ({ product, api, visit }) => {
  const session = await api.book({ people: [{ role: 'guest' }] })
  const guest = await visit(session.participants[0]?.entry_url ?? product.url)
  await guest.page.getByRole('textbox', { name: 'Your name' }).fill('Åse')
  await guest.page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Deutsch')
  await expect(guest.page.getByRole('textbox', { name: 'Ihr Name' })).toHaveValue('Åse')
})
