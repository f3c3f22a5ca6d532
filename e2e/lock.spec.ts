import { expect, test } from './support/test.ts'

const heading = { name: /./, level: 1 } as const

test('a locked room: whoever is in it stays, whoever comes waits until let in or until it is open again', async ({
  api,
  visit,
}) => {
  test.setTimeout(120_000)
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Dr Grey', role: 'host' },
      { name: 'Ana', role: 'guest' },
      { name: 'Tom', role: 'guest' },
    ],
  })
  const host = await visit(session.url('Dr Vega'), { viewport: { width: 360, height: 740 } })
  await host.join()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await Promise.all([host.sees(), ana.sees()])

  await host.button(/^People/).click()
  await host.button('Lock room').click()
  await expect(host.button('Unlock room')).toBeFocused()
  await host.page.screenshot({ path: 'test-results/screens/people, locked (light, phone).png' })
  await expect(ana.page.getByRole('status').filter({ hasText: 'The room is locked.' })).toBeAttached()
  await expect(ana.page.getByText('Locked', { exact: true })).toBeVisible()

  // Whoever is in the call comes back after a reload.
  await ana.page.reload()
  await Promise.all([host.sees(), ana.sees()])

  const grey = await visit(session.url('Dr Grey'))
  await grey.join()
  const tom = await visit(session.url('Tom'), { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
  await tom.join()
  for (const page of [grey.page, tom.page])
    await expect(page.getByRole('heading', heading)).toHaveText('The room is locked')
  await tom.page.screenshot({ path: 'test-results/screens/locked out (dark, phone).png' })
  await expect(host.page.getByText('Dr Grey would like to come in')).toBeVisible()
  await host.page.screenshot({ path: 'test-results/screens/at the door (light, phone).png' })
  await expect(ana.page.getByText('would like to come in')).toHaveCount(0)

  await host.button('Let in Tom').click()
  await tom.sees(2)
  await expect(grey.page.getByRole('heading', heading)).toHaveText('The room is locked')
  await host.button('Unlock room').click()
  await expect(host.page.getByText('The room is open again.')).toBeAttached()
  await expect(grey.page.locator('video[data-visit]')).toHaveCount(3, { timeout: 30_000 })
})

test('a host who comes late is not kept out of a locked call whose host has gone', async ({ api, visit }) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Dr Grey', role: 'host' },
      { name: 'Ana', role: 'guest' },
    ],
  })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await host.sees()
  await host.button(/^People/).click()
  await host.button('Lock room').click()
  const grey = await visit(session.url('Dr Grey'))
  await grey.join()
  await expect(grey.page.getByRole('heading', heading)).toHaveText('The room is locked')

  await host.button('End call').click()
  await host.button('Leave call').click()
  await Promise.all([grey.sees(), ana.sees()])
  await expect(grey.page.getByText('Locked', { exact: true })).toBeVisible()
})
