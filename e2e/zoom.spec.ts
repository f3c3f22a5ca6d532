import type { Locator, Page } from '@playwright/test'
import type { Person } from './support/person.ts'
import { expect, test } from './support/test.ts'

/** A window of 1280 by 720, or by 1024, as it is for somebody who has it enlarged (WCAG 1.4.4, 1.4.10). */
for (const { zoom, ...options } of [
  { zoom: '200 %', viewport: { width: 640, height: 360 } },
  { zoom: '400 %', viewport: { width: 320, height: 256 } },
]) {
  test(`a whole visit at ${zoom}: all can be seen and pressed`, async ({ api, visit }) => {
    const session = await api.book()
    const host = await visit(session.url('Dr Vega'), options)
    const guest = await visit(session.url('Ana'), options)
    const picture = ({ page }: Person, screen: string) =>
      page.screenshot({ path: `test-results/screens/${screen} (${zoom}).png` })
    await press(guest.button('Join'))
    await expect(guest.page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible()
    await reflows(guest.page)
    await picture(guest, 'waiting')
    await press(host.button('Join'))
    await press(host.button('Let in Ana'))
    await Promise.all([host.sees(), guest.sees()])
    await picture(host, 'call of two')
    await reflows(host.page)
    const tile = await host.page.locator('video[data-visit]').boundingBox()
    expect(Math.min(tile?.width ?? 0, tile?.height ?? 0)).toBeGreaterThan(zoom === '200 %' ? 150 : 40)
    await press(host.button('Mute microphone'))
    await press(host.button('Chat'))
    const message = host.page.getByRole('textbox', { name: 'Write a message' })
    await message.fill('Good morning!')
    await press(host.button('Send'))
    await picture(host, 'chat')
    await reflows(host.page)
    await press(host.button('Close'))
    await press(host.button(/^People/))
    await press(host.button('More for Ana'))
    await press(host.button('Put on hold: Ana'))
    await expect(guest.page.getByRole('heading', { name: 'You are on hold' })).toBeVisible()
    await picture(host, 'people')
    await press(host.button('Resume: Ana'))
    await press(host.button('Close'))
    await press(host.button('Menu'))
    await picture(host, 'menu')
    await press(host.button('Keyboard shortcuts'))
    await host.page.keyboard.press('Escape')
    await press(host.button('End call'))
    await press(host.button(/^End call for everyone/))
    await expect(guest.page.getByRole('heading', { name: 'The call has ended' })).toBeVisible()
    await reflows(guest.page)
  })
}

/** Where people can see it, after scrolling at most. */
async function press(button: Locator) {
  await button.scrollIntoViewIfNeeded()
  await expect(button).toBeInViewport({ ratio: 0.9 })
  await button.click()
}

/** WCAG 1.4.10: nobody has to scroll in two directions. */
async function reflows(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('whoever wants little motion gets none', async ({ api, visit }) => {
  const session = await api.book()
  const guest = await visit(session.url('Ana'), { reducedMotion: 'reduce' })
  const still = () => guest.page.evaluate(() => document.getAnimations().length)
  await expect(guest.page.getByText('Your microphone works')).toBeVisible()
  expect(await still()).toBe(0)
  await guest.join()
  await expect(guest.page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible()
  expect(await still()).toBe(0)
  const host = await visit(session.url('Dr Vega'), { reducedMotion: 'reduce' })
  await host.join()
  await host.button('Let in Ana').click()
  await Promise.all([host.sees(), guest.sees()])
  expect(await still()).toBe(0)
})
