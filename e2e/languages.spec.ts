import { once } from 'node:events'
import { createServer } from 'node:http'
import { inspect } from './support/looks.ts'
import type { Person } from './support/person.ts'
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

/** Words of each language by which a journey finds its way. */
const ways = [
  {
    locale: 'ar',
    join: 'انضمام',
    letIn: /^إدخال .*Ana/,
    people: /^الحضور/,
    menu: 'القائمة',
    chat: 'دردشة',
    end: 'إنهاء المكالمة',
  },
  {
    locale: 'de',
    join: 'Teilnehmen',
    letIn: 'Hereinbitten: Ana',
    people: /^Personen/,
    menu: 'Menü',
    chat: 'Chat',
    end: 'Gespräch beenden',
  },
  {
    locale: 'es',
    join: 'Unirse',
    letIn: 'Dejar entrar a Ana',
    people: /^Personas/,
    menu: 'Menú',
    chat: 'Chat',
    end: 'Terminar llamada',
  },
  { locale: 'zh-CN', join: '加入', letIn: '请进：Ana', people: /^人员/, menu: '菜单', chat: '聊天', end: '结束通话' },
] as const

for (const { locale, join, letIn, people, menu, chat, end } of ways) {
  test(`every screen has room for its words in ${locale}`, async ({ api, visit }) => {
    test.setTimeout(120_000)
    const session = await api.book()
    const narrow = { locale, colorScheme: 'light', viewport: { width: 320, height: 640 } } as const
    const host = await visit(session.url('Dr Vega'), narrow)
    const guest = await visit(session.url('Ana'), { ...narrow, colorScheme: 'dark' })
    const look = async ({ page }: Person, screen: string) => {
      // One language from right to left shows what all would.
      if (locale === 'ar') await inspect(page, `${locale} ${screen}`, 'narrow')
      else await page.screenshot({ path: `test-results/screens/${locale} ${screen} (narrow).png`, fullPage: true })
      expect.soft(await page.evaluate(tooNarrow), screen).toEqual([])
    }
    await expect(host.button(join)).toBeVisible()
    await look(host, 'precall')
    await guest.button(join).click()
    await expect(guest.button(join)).toBeHidden()
    await look(guest, 'waiting')
    await host.button(join).click()
    await expect(host.button(letIn)).toBeVisible()
    await look(host, 'knock')
    await host.button(letIn).click()
    await Promise.all([host.sees(), guest.sees()])
    await expect(host.button(chat)).toBeVisible()
    await host.button(people).click()
    await look(host, 'people')
    await host.button(people).click()
    await host.button(menu).click()
    await look(host, 'menu')
    await host.page.keyboard.press('Escape')
    await host.button(end).click()
    await look(host, 'end')
    await host.page.getByRole('dialog').getByRole('button').last().click()
    await expect(guest.button(end)).toBeHidden()
    await look(guest, 'exit')
  })
}

/** What people can press whose words stand beyond its edge, and whatever is wider than the window. Runs in the page. */
function tooNarrow(): (string | null)[] {
  const pressed = [...document.querySelectorAll<HTMLElement>('button, a, label, summary')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }),
  )
  const found = pressed.filter((element) => {
    const edge = element.getBoundingClientRect()
    const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let text = words.nextNode(); text; text = words.nextNode()) {
      const around = text.parentElement
      // The number beside a control stands at its corner on purpose; what is for screen readers alone is a dot.
      if (!around || around.closest('[aria-hidden]') || around.getBoundingClientRect().width <= 1) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      if (
        [...range.getClientRects()].some(
          ({ left, right, width }) => width > 1 && (left < edge.left - 1 || right > edge.right + 1),
        )
      )
        return true
    }
    return false
  })
  const isWide = document.documentElement.scrollWidth > innerWidth
  return [...found.map(({ textContent }) => textContent), ...(isWide ? ['the page'] : [])]
}

test('where lines begin at the right, one’s own picture stands at the left, where lines end', async ({
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const sides: Record<string, boolean> = {}
  for (const locale of ['ar', 'en']) {
    const host = await visit(session.url('Dr Vega'), { locale })
    await host.page.getByRole('button', { name: locale === 'ar' ? 'انضمام' : 'Join', exact: true }).click()
    const guest = await visit(session.url('Ana'))
    await guest.join()
    await host.sees()
    const own = await host.page.locator('video[data-self]').boundingBox()
    const middle = (await host.page.evaluate(() => innerWidth)) / 2
    sides[locale] = own !== null && own.x + own.width < middle
    await guest.close()
    await host.close()
  }
  expect(sides).toEqual({ ar: true, en: false })
})

test('a page in another language loads no more files than one in English', async ({ api, visit }) => {
  const session = await api.book()
  const files: Record<string, string[]> = {}
  for (const [locale, join] of [
    ['en-GB', 'Join'],
    ['de-DE', 'Teilnehmen'],
  ] as const) {
    const guest = await visit('about:blank', { locale })
    const asked: string[] = []
    guest.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await guest.page.goto(session.url('Ana'))
    // What the page loads of its own accord later depends on how long somebody stays.
    files[locale] = asked.filter((path) => /\.(?:js|css)$|^\/session\/[^/]+$/.test(path)).sort()
    await expect(guest.button(join)).toBeVisible()
  }
  expect(files['en-GB']?.length).toBeGreaterThan(3)
  expect(files['de-DE']).toEqual(files['en-GB'])
})

test('a language that was chosen in a frame of another site is remembered there', async ({ api, visit }) => {
  const session = await api.book()
  const portal = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(
      `<!doctype html><title>Portal</title><iframe title="Consultation" src="${session.url('Ana')}"></iframe>`,
    )
  }).listen(0, '127.0.0.1')
  await once(portal, 'listening')
  const address = portal.address()
  const port = typeof address === 'object' ? address?.port : 0
  try {
    const { page } = await visit(`http://localhost:${port}/`)
    const room = page.frameLocator('iframe')
    await room.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Español')
    await expect(room.getByRole('button', { name: 'Unirse', exact: true })).toBeVisible()
    await page.reload()
    await expect(room.getByRole('button', { name: 'Unirse', exact: true })).toBeVisible()
  } finally {
    portal.close()
  }
})
