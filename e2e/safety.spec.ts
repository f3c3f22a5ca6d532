import type { Person } from './support/person.ts'
import { expect, test } from './support/test.ts'

/** What somebody reads as their code with one of the others. */
async function codeOf(person: Person, other: string): Promise<string> {
  await person.button(`Safety code with ${other}`).click()
  const dialog = person.page.getByRole('dialog', { name: `Safety code with ${other}` })
  const code = dialog.getByRole('status')
  await expect(code).toHaveText(/^(\d{5} ?){4}$/, { timeout: 30_000 })
  const read = ((await code.textContent()) ?? '').replace(/\s+/g, ' ').trim()
  // Escape closes the dialog, and not the panel behind it.
  await person.page.keyboard.press('Escape')
  await expect(person.button(`Safety code with ${other}`)).toBeFocused()
  return read
}

test('of three people each two have a code of their own, and a page loaded anew has another', async ({
  api,
  visit,
}) => {
  test.setTimeout(120_000)
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
  const tom = await visit(session.url('Tom'))
  await tom.join()
  for (const person of [host, ana, tom]) await person.button(/^People/).click()

  const withAna = await codeOf(host, 'Ana')
  const withTom = await codeOf(host, 'Tom')
  const between = await codeOf(ana, 'Tom')
  expect(await codeOf(ana, 'Dr Vega')).toBe(withAna)
  expect(await codeOf(tom, 'Dr Vega')).toBe(withTom)
  expect(await codeOf(tom, 'Ana')).toBe(between)
  expect(new Set([withAna, withTom, between]).size).toBe(3)

  for (const [person, look] of [
    [host, 'light, wide'],
    [ana, 'dark, phone'],
  ] as const) {
    await person.page.screenshot({ path: `test-results/screens/people, safety codes (${look}).png` })
    await person.button('Safety code with Tom').click()
    await expect(person.page.getByRole('dialog').getByRole('status')).toHaveText(/\d{5}/)
    await person.page.screenshot({ path: `test-results/screens/safety code (${look}).png` })
  }

  // It is on the screen while Tom's page is loaded anew, and becomes another one there.
  const shown = host.page.getByRole('dialog').getByRole('status')
  await tom.page.reload()
  await expect(shown).not.toHaveText(withTom, { timeout: 30_000 })
  await expect(shown).toHaveText(/^(\d{5} ?){4}$/, { timeout: 30_000 })
  await tom.button(/^People/).click()
  await tom.button('Safety code with Dr Vega').click()
  const code = tom.page.getByRole('dialog').getByRole('status')
  await expect.poll(async () => (await code.textContent()) === (await shown.textContent())).toBe(true)
})
