import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

/** Tab by tab to what has this name, then presses it: as somebody without a mouse gets there. */
async function press(page: Page, name: string | RegExp) {
  const wanted = page.getByRole('button', { name, exact: typeof name === 'string' }).first()
  await expect(wanted).toBeVisible()
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle)
      expect(outline, 'the focus can be seen').not.toBe('none')
      return page.keyboard.press('Enter')
    }
  }
  throw new Error(`Tab never comes to ${name}`)
}

test('a whole visit by keyboard alone', async ({ api, visit }) => {
  const session = await api.book()
  const guest = await visit(session.url('Ana'))
  await press(guest.page, 'Join')
  const heading = guest.page.getByRole('heading', { name: 'You are in the waiting room' })
  await expect(heading).toBeFocused()
  const host = await visit(session.url('Dr Vega'))
  await press(host.page, 'Join')
  await press(host.page, /^Let in/)
  await Promise.all([host.sees(), guest.sees()])

  await press(guest.page, /^Mute/)
  await press(guest.page, /^Unmute/)
  await press(guest.page, 'Chat')
  await expect(guest.page.getByRole('textbox', { name: 'Write a message' })).toBeFocused()
  await guest.page.keyboard.type('Good morning')
  await guest.page.keyboard.press('Enter')
  await press(host.page, /^Chat/)
  await expect(host.page.getByRole('log')).toContainText('Good morning')

  await press(host.page, 'Menu')
  await expect(host.page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
  await host.page.keyboard.press('Escape')
  await expect(host.button('Menu')).toBeFocused()

  await press(host.page, 'End call')
  await press(host.page, /^End call for everyone/)
  for (const { page } of [host, guest]) {
    await expect(page.getByRole('heading', { name: 'The call has ended' })).toBeFocused()
  }
  await press(guest.page, 'Rejoin')
  await expect(heading).toBeFocused()
})
