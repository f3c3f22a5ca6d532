import { countLosses, lose } from './support/faults.ts'
import { expect, test } from './support/test.ts'

test('a weak line is named, until it is good again', async ({ api, visit }) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
    ],
  })
  const host = await visit('about:blank')
  await host.page.addInitScript(countLosses)
  await host.page.goto(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await host.sees()
  await lose(host.page, 'what comes')
  await expect(host.page.getByText('Weak line')).toBeVisible({ timeout: 20_000 })
  await host.button(/^People/).click()
  await expect(host.page.getByRole('complementary')).toContainText('Weak line')
  await lose(host.page, null)
  await expect(host.page.getByText('Weak line')).toHaveCount(0, { timeout: 30_000 })
})
