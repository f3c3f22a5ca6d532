import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** How people's browsers look: options for their contexts. */
export const looks = [
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

/** Looks at a screen as a person would find it: no fault that axe knows, nothing wider than the window. */
export async function inspect(page: Page, screen: string, look: string) {
  await page.screenshot({ path: `test-results/screens/${screen} (${look}).png`, fullPage: true })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, screen).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(0)
}

/** The same in one page that is made to look so and so, one after the other. */
export async function inspectInEachLook(page: Page, screen: string) {
  for (const { name, colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(viewport)
    await inspect(page, screen, name)
  }
}
