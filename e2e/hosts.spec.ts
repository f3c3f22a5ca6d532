import { expect, test } from './support/test.ts'

test('muting, the lock, an invitation, a second host and hands: what one side does the others see', async ({
  api,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const [host, guest] = [await visit(session.url('Dr Vega')), await visit(session.url('Ana'))]
  await host.join()
  await guest.join()
  await host.button(/^People/).click()
  const panel = host.page.getByRole('complementary')
  const dialog = host.page.getByRole('dialog')

  await host.button('Mute: Ana').click()
  await expect(guest.page.getByText('Dr Vega muted you.').first()).toBeVisible()
  await expect(host.button('Mute: Ana')).toBeDisabled()
  await guest.button('Unmute').click()
  await expect(host.button('Mute: Ana')).toBeEnabled()

  await host.button('Lock room').click()
  await expect(guest.page.getByText('Locked', { exact: true })).toBeVisible()
  await host.button('Invite').click()
  await dialog.getByRole('textbox', { name: 'Their name' }).fill('Ben')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const link = await dialog.getByText(/\/session\//).textContent()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const invited = await visit(link ?? '')
  await invited.join()
  await expect(invited.page.getByRole('heading', { name: 'The room is locked' })).toBeVisible()

  await host.button('More for Ana').click()
  await host.button('Make host: Ana').click()
  await dialog.getByRole('button', { name: 'Make host' }).click()
  await expect(guest.page.getByText('Dr Vega made you a host.').first()).toBeVisible()
  await guest.button(/^Let in/).click()

  await invited.button('Raise hand').click()
  await expect(panel.getByText('Hand raised, number 1')).toBeVisible()
  await host.button('Lower hand: Ben').click()
  await expect(invited.button('Raise hand')).toBeVisible()
  await expect(panel.getByText('Hand raised, number 1')).toBeHidden()
})
