import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark, phone', colorScheme: 'dark', viewport: { width: 360, height: 740 }, hasTouch: true },
  // The other two pairs take as long again and have found nothing that these did not: on request.
  ...(process.env.SCREENS === 'all'
    ? ([
        { name: 'light, phone', colorScheme: 'light', viewport: { width: 360, height: 740 }, hasTouch: true },
        { name: 'dark, wide', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
      ] as const)
    : []),
] as const

for (const { name: look, ...options } of looks) {
  test(`nothing stands in anybody's way on any screen (${look})`, async ({ api, visit, product }) => {
    test.setTimeout(300_000)

    /** Looks at a screen as a person would find it: no fault that axe knows, nothing wider than the window. */
    async function inspect(page: Page, screen: string) {
      await page.screenshot({ path: `test-results/screens/${screen} (${look}).png`, fullPage: true })
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
      expect.soft(found, screen).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect.soft(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(0)
    }

    const unknown = await visit(`${product.url}/session/nobody`, options)
    await expect(unknown.page.getByRole('heading', { level: 1 })).toBeVisible()
    await inspect(unknown.page, 'unknown link')

    const soon = await api.book({ from: 30, to: 60 })
    const early = await visit(soon.url('Ana'), options)
    await expect(early.page.getByRole('heading', { name: 'You are early' })).toBeVisible()
    await inspect(early.page, 'too early')
    await api.cancel(soon)
    await expect(early.page.getByRole('heading', { name: 'This appointment was cancelled' })).toBeVisible()
    await inspect(early.page, 'cancelled')

    const session = await api.book({
      name: 'Follow-up after surgery',
      flags: [
        'customisation;return-url;https://practice.example/done',
        'customisation;return-label;Back to the clinic',
      ],
      people: [{ name: 'Dr Maria Vega', role: 'host' }, { name: 'Ana Lindgren', role: 'guest' }, { role: 'guest' }],
    })
    const host = await visit(session.url('Dr Maria Vega'), options)
    await expect(host.page.getByText('Your microphone works')).toBeVisible()
    await inspect(host.page, 'precall')
    const unnamed = await visit(session.participants[2]?.entry_url ?? '', options)
    await unnamed.join()
    await expect(unnamed.page.getByRole('alert')).not.toBeEmpty()
    await inspect(unnamed.page, 'precall without a name')
    const denied = await visit(session.participants[2]?.entry_url ?? '', { ...options, permissions: [] })
    await denied.page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
    })
    await denied.page.reload()
    await expect(denied.page.getByText(/not allowed|blocked/i).first()).toBeVisible()
    await inspect(denied.page, 'precall with devices denied')
    await expect(unnamed.button('Use it here')).toBeVisible()
    await inspect(unnamed.page, 'taken over')

    await host.join()
    await expect(host.button('Menu')).toBeVisible()
    await inspect(host.page, 'alone in the call')
    const guest = await visit(session.url('Ana Lindgren'), options)
    await guest.join()
    await expect(guest.page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible()
    await inspect(guest.page, 'waiting')
    await expect(host.button(/^Let in/)).toBeVisible()
    await inspect(host.page, 'knock')
    await host.button(/^Let in/).click()
    await Promise.all([host.sees(), guest.sees()])
    await inspect(host.page, 'call of two, host')
    await inspect(guest.page, 'call of two, guest')

    await host.button('Chat').click()
    await host.page.getByRole('textbox', { name: 'Write a message' }).fill('Good morning! How is the knee today?')
    await host.page.keyboard.press('Enter')
    await expect(guest.button(/^Chat, 1 new/)).toBeVisible()
    await inspect(host.page, 'chat')
    await inspect(guest.page, 'new message')
    await host.button(/^People/).click()
    await inspect(host.page, 'people')
    await host.button(/^Put on hold/).click()
    await expect(guest.page.getByRole('heading', { name: 'You are on hold' })).toBeVisible()
    await inspect(guest.page, 'on hold')
    await host.button(/^Resume/).click()
    await host.sees()
    await host.button('Menu').click()
    await expect(host.page.getByText('Arrangement of the pictures')).toBeVisible()
    await inspect(host.page, 'menu')
    await host.page.keyboard.press('Escape')
    if (await host.button('Share screen').isVisible()) {
      await host.button('Share screen').click()
      await expect(guest.page.getByText('Screen of Dr Maria Vega')).toBeVisible()
      await guest.sees()
      await inspect(guest.page, 'screen shared')
    }
    await host.button('End call').click()
    await inspect(host.page, 'how to end')
    await host.button(/^End call for everyone/).click()
    await expect(guest.page.getByRole('heading', { name: 'The call has ended' })).toBeVisible()
    await inspect(guest.page, 'exit')
  })
}
