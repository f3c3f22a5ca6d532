import { expect, test } from './support/test.ts'

test('a host mutes a guest, who is told and switches the microphone on again', async ({ api, visit }) => {
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
  const ana = await visit(session.url('Ana'))
  await ana.join()
  const tom = await visit(session.url('Tom'))
  await tom.join()
  await Promise.all([host.sees(2), ana.sees(2), tom.sees(2)])

  await host.button(/^People/).click()
  const mute = host.button('Mute: Ana')
  await mute.click()
  await expect(ana.page.getByText('Dr Vega has muted you.')).toBeVisible()
  await expect(ana.button('Unmute microphone')).toBeVisible()
  await expect(mute).toHaveAttribute('aria-disabled', 'true')
  await expect(mute).toBeFocused()
  await expect(tom.button('Mute microphone')).toBeVisible()

  await ana.button('Switch my microphone on').click()
  await expect(ana.page.getByText('has muted you')).toBeHidden()
  await expect(mute).not.toHaveAttribute('aria-disabled')

  await host.button('Mute everyone').click()
  for (const guest of [ana, tom]) await expect(guest.page.getByText('Dr Vega has muted you.')).toBeVisible()
  await expect(host.button('Mute everyone')).toHaveAttribute('aria-disabled', 'true')
  await ana.button(/^People/).click()
  await expect(ana.button('Mute: Tom')).toHaveCount(0)
  await host.page.screenshot({ path: 'test-results/screens/people, host mutes (light, wide).png' })
  await ana.page.screenshot({ path: 'test-results/screens/muted (light, wide).png' })
  for (const person of [host, ana, tom]) await person.close()
})
