import { expect, test } from './support/test.ts'

test('of three people one raises a hand, everybody sees it, and a host lowers it', async ({ api, visit }) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
      { name: 'Tom', role: 'guest' },
    ],
  })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'), { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
  await ana.join()
  await expect(ana.page.getByText('Dr Vega').first()).toBeVisible()
  // Two people just speak.
  await expect(ana.button('Raise hand')).toHaveCount(0)
  const tom = await visit(session.url('Tom'))
  await tom.join()
  await Promise.all([host.sees(2), ana.sees(2), tom.sees(2)])

  await ana.button('Raise hand').click()
  await expect(ana.button('Lower hand')).toBeVisible()
  for (const person of [host, tom]) await expect(person.page.getByText('Hand raised')).toBeAttached()
  await expect(host.page.getByText('Ana has raised a hand.')).toBeAttached()
  await ana.page.screenshot({ path: 'test-results/screens/hand raised (dark, phone).png' })

  // A page that is loaded again learns of it.
  await tom.page.reload()
  await tom.sees(2)
  await expect(tom.page.getByText('Hand raised')).toBeAttached()

  await host.button(/^People/).click()
  await expect(host.page.getByText('Guest · Hand raised, number 1')).toBeVisible()
  await host.page.screenshot({ path: 'test-results/screens/people, hand raised (light, wide).png' })
  await host.button('Lower hand: Ana').click()
  await expect(ana.button('Raise hand')).toBeVisible()
  await expect(host.page.getByText('Hand raised')).toHaveCount(0)
  for (const person of [host, ana, tom]) await person.close()
})
