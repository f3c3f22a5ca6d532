import { once } from 'node:events'
import { createServer } from 'node:http'
import { inspectInEachLook } from './support/looks.ts'
import { expect, test } from './support/test.ts'

test('a page speaks the language that its browser wants, from its first byte on', async ({ api, visit }) => {
  const session = await api.book()
  for (const { locale, lang, dir, join, choice } of [
    { locale: 'de-DE', lang: 'de', dir: 'ltr', join: 'Teilnehmen', choice: 'Sprache' },
    { locale: 'ar', lang: 'ar', dir: 'rtl', join: 'انضمام', choice: 'اللغة' },
  ]) {
    const guest = await visit(session.url('Ana'), { locale })
    await expect(guest.button(join)).toBeVisible()
    await expect(guest.page.getByRole('combobox', { name: choice, exact: true })).toHaveValue(lang)
    expect(await guest.page.evaluate(() => document.documentElement.dir)).toBe(dir)
    // Elsewhere screens are looked at without the page that the server makes around them.
    if (dir === 'rtl') await inspectInEachLook(guest.page, 'precall as served, ar')
  }
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
    // What the page loads of its own accord once it is idle, as its check, depends on how long somebody stays.
    const isFirst = (path: string) =>
      /\.(?:js|css)$|^\/session\/[^/]+$/.test(path) && !/\/(?:connection-)?check-/.test(path)
    files[locale] = asked.filter(isFirst).sort()
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
    await expect(room.getByRole('button', { name: /^Unirse/ })).toBeVisible()
    await page.reload()
    await expect(room.getByRole('button', { name: /^Unirse/ })).toBeVisible()
  } finally {
    portal.close()
  }
})
