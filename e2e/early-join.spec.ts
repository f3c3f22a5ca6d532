import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

/** Scripts are asked for and do not come, until they may. */
async function holdScripts(page: Page) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/room/assets/*.js', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

test('who presses Join before the scripts have come is in the waiting room when they come, without another word', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const { page } = await visit('about:blank')
  const letScriptsCome = await holdScripts(page)
  await page.goto(session.url('Ana'), { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Join', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Joining…', exact: true })).toHaveAttribute('aria-disabled', 'true')
  // A second time is one time.
  await page.keyboard.press('Enter')
  letScriptsCome()
  await expect(page.getByRole('heading', { name: /waiting/i })).toBeFocused()
  await expect(host.button(/^Let in/).first()).toBeVisible()
})

test('whoever waits for the scripts reads the same words before and after, and stands at the same button', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  for (const locale of ['en-GB', 'de-DE', 'es-ES', 'ar', 'zh-CN']) {
    const { page } = await visit('about:blank', { locale })
    const letScriptsCome = await holdScripts(page)
    await page.goto(session.url('Ana'), { waitUntil: 'commit' })
    const join = page.getByRole('button').first()
    await join.focus()
    const title = (await page.getByRole('heading').textContent()) ?? ''
    const name = (await join.textContent()) ?? ''
    letScriptsCome()
    await expect(page.locator('#first')).toHaveCount(0)
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
  }
})
