import { countLosses, lose } from './support/faults.ts'
import type { Person } from './support/person.ts'
import { expect, test } from './support/test.ts'

test('pictures are pinned, one’s own is moved and hidden, and that is remembered', async ({ api, visit }) => {
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
  const self = host.page.locator('video[data-self]')
  await expect(self).toBeVisible()
  const stage = await boxOf(host, 'main')
  expect((await boxOf(host, 'video[data-self]')).height).toBeLessThan(stage.height * 0.6)

  const ana = await visit(session.url('Ana'))
  await ana.join()
  await host.sees(1)
  const before = await boxOf(host, 'video[data-self]')
  await host.button('Move my picture to the next corner').click()
  await expect.poll(async () => (await boxOf(host, 'video[data-self]')).x).toBeLessThan(before.x)

  const tom = await visit(session.url('Tom'))
  await tom.join()
  await host.sees(2)
  await host.page.getByRole('listitem').filter({ hasText: 'Tom' }).hover()
  await host.button('Keep large: Tom').click()
  const visitOf = (name: string) => host.page.getByRole('listitem').filter({ hasText: name }).locator('video')
  await expect
    .poll(
      async () =>
        ((await visitOf('Tom').boundingBox())?.width ?? 0) / ((await visitOf('Ana').boundingBox())?.width ?? 1),
    )
    .toBeGreaterThan(2)
  await host.page.screenshot({ path: 'test-results/screens/pinned (light, wide).png' })
  // Somebody who comes back is still the one that is wanted large.
  await tom.page.reload()
  await host.sees(2)
  await expect(host.button('No longer large: Tom')).toHaveCount(1)

  await host.page.getByRole('listitem').filter({ hasText: 'You' }).hover()
  await host.button('Hide my picture').click()
  await expect(self).toHaveCount(0)
  await host.page.reload()
  await host.sees(2)
  await expect(self).toHaveCount(0)
  await host.button(/^Menu/).click()
  await host.page.getByLabel('Show me my own picture').check()
  await expect(self).toHaveCount(1)
})

test('single keys press the buttons, not while somebody writes, and can be switched off', async ({ api, visit }) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
    ],
  })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const { keyboard } = host.page
  await expect(host.button('Mute microphone')).toHaveAttribute('aria-keyshortcuts', 'M')
  await keyboard.press('m')
  await expect(host.button('Unmute microphone')).toBeVisible()
  await keyboard.press('m')
  await expect(host.button('Mute microphone')).toBeVisible()

  await host.button(/^Chat/).waitFor()
  await keyboard.press('c')
  const field = host.page.getByLabel('Write a message')
  await expect(field).toBeFocused()
  await keyboard.type('vmp?')
  await expect(field).toHaveValue('vmp?')
  await expect(host.button('Mute microphone')).toBeVisible()
  await keyboard.press('Escape')

  await keyboard.press('Shift+?')
  const list = host.page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(list).toContainText('Raise or lower your hand')
  await host.page.screenshot({ path: 'test-results/screens/shortcuts (light, wide).png' })
  await host.page.getByRole('switch', { name: 'Use single keys as shortcuts' }).uncheck()
  await keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(host.button('Mute microphone')).not.toHaveAttribute('aria-keyshortcuts')
  await keyboard.press('v')
  await expect(host.button('Stop video')).toBeVisible()
})

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
  await expect(host.page.getByText('Very weak connection')).toBeVisible({ timeout: 20_000 })
  await host.button(/^People/).click()
  await expect(host.page.getByRole('complementary')).toContainText('Very weak connection')
  await host.page.screenshot({ path: 'test-results/screens/weak line (light, wide).png' })
  await lose(host.page, null)
  await expect(host.page.getByText(/eak connection/)).toHaveCount(0, { timeout: 30_000 })
})

async function boxOf({ page }: Person, selector: string) {
  const box = await page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not on the screen`)
  return box
}
