import type { Person } from './support/person.ts'
import { expect, test } from './support/test.ts'

/** A host has it in a menu, others beside the name. */
async function openCode(person: Person, other: string) {
  const more = person.button(`More for ${other}`)
  const compare = person.button(`Safety code with ${other}`)
  const isHost = await more.isVisible()
  if (isHost) await more.click()
  await compare.click()
  return isHost ? more : compare
}

/** What somebody reads as their code with one of the others. */
async function codeOf(person: Person, other: string): Promise<string> {
  const opener = await openCode(person, other)
  const dialog = person.page.getByRole('dialog', { name: `Safety code with ${other}` })
  const code = dialog.getByRole('status')
  await expect(code).toHaveText(/^(\d{5} ?){4}$/, { timeout: 30_000 })
  const read = ((await code.textContent()) ?? '').replace(/\s+/g, ' ').trim()
  // Escape closes the dialog, and not the panel behind it.
  await person.page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
  return read
}

test('two read the same code, and another one once a page was loaded anew', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  for (const person of [host, ana]) await person.button(/^People/).click()
  const before = await codeOf(host, 'Ana')
  expect(await codeOf(ana, 'Dr Vega')).toBe(before)

  // It is on the screen while Ana's page is loaded anew, and becomes another one there.
  await openCode(host, 'Ana')
  const shown = host.page.getByRole('dialog').getByRole('status')
  await expect(shown).toHaveText(/^(\d{5} ?){4}$/)
  await ana.page.reload()
  await expect(shown).not.toHaveText(before, { timeout: 30_000 })
  await expect(shown).toHaveText(/^(\d{5} ?){4}$/, { timeout: 30_000 })
  await ana.button(/^People/).click()
  await ana.button('Safety code with Dr Vega').click()
  const code = ana.page.getByRole('dialog').getByRole('status')
  await expect.poll(async () => (await code.textContent()) === (await shown.textContent())).toBe(true)
})
