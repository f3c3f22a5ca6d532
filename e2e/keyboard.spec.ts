import type { Page } from '@playwright/test'
import { press as pressElement } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

function press(page: Page, name: string | RegExp) {
  return pressElement(page.getByRole('button', { name, exact: typeof name === 'string' }).first())
}

test('a whole visit by keyboard alone', async ({ api, visit }) => {
  const session = await api.book()
  const guest = await visit(session.url('Ana'))
  await press(guest.page, 'Join')
  const heading = guest.page.getByRole('heading', { name: /^Dr Vega is not/ })
  await expect(heading).toBeFocused()
  const host = await visit(session.url('Dr Vega'))
  await press(host.page, 'Start call')
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
  await press(host.page, /^End for everyone/)
  for (const { page } of [host, guest]) {
    await expect(page.getByRole('heading', { name: 'The call has ended' })).toBeFocused()
  }
  await press(guest.page, 'Rejoin')
  await expect(heading).toBeFocused()
})
