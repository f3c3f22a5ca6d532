import { tabTo } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

test('a guest is made a host, is told by whom, and lets the next guest in', async ({ api, visit }) => {
  test.setTimeout(120_000)
  const session = await api.book({
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
      { name: 'Tom', role: 'guest' },
    ],
  })
  const host = await visit(session.url('Dr Vega'), { viewport: { width: 360, height: 740 } })
  await host.join()
  const ana = await visit(session.url('Ana'), { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
  await ana.join()
  await host.button(/^Let in/).click()
  await expect(ana.page.getByText('You are in the call now.')).toBeAttached()
  await Promise.all([host.sees(), ana.sees()])
  await expect(ana.button(/^Waiting room/)).toHaveCount(0)

  await host.button(/^People/).click()
  const more = host.button('More for Ana')
  await more.click()
  await host.page.screenshot({ path: 'test-results/screens/people, menu (light, phone).png' })
  // Escape closes what is open, and not the panel around it.
  await host.page.keyboard.press('Escape')
  await expect(more).toBeFocused()
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  await host.page.keyboard.press('Enter')
  await tabTo(host.button('Make host: Ana'))
  await host.page.keyboard.press('Enter')
  const dialog = host.page.getByRole('dialog', { name: 'Make Ana a host?' })
  await expect(dialog).toBeVisible()
  await host.page.screenshot({ path: 'test-results/screens/make host (light, phone).png' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(more).toBeFocused()
  await expect(host.page.getByText('Guest', { exact: true })).toBeVisible()

  await more.click()
  await host.button('Make host: Ana').click()
  await dialog.getByRole('button', { name: 'Make host' }).click()
  await expect(host.page.getByText('Guest', { exact: true })).toHaveCount(0)
  const note = ana.page.getByText('Dr Vega made you a host.').and(ana.page.locator(':visible'))
  await expect(note.first()).toBeVisible()
  await expect(ana.page.getByRole('status').filter({ hasText: 'Dr Vega made you a host.' })).toBeAttached()
  await ana.page.screenshot({ path: 'test-results/screens/made host (dark, phone).png' })
  await ana.button('Close').click()
  await expect(ana.page.getByText('You can let people in, mute others')).toHaveCount(0)

  const tom = await visit(session.url('Tom'))
  await tom.join()
  await ana.button('Let in Tom').click()
  await tom.sees(2)
  const participant_id = String(session.participants.find(({ display_name }) => display_name === 'Ana')?.participant_id)
  const { data } = await api.client.GET('/v1/participants/{participant_id}', { params: { path: { participant_id } } })
  expect(data?.role).toBe('HOST')
})
