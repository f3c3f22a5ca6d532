import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { faintIn } from './contrast.ts'

type Look = {
  name: string
  colorScheme: 'light' | 'dark'
  width: number
  height: number
  /** Colours of the system alone, as some need them. */
  forcedColors?: 'active'
  /** Text of twice the size, as a browser's setting has it. */
  doubled?: true
  /** Whether axe looks as well; it finds the same in windows of other sizes. */
  axe?: true
}

/** How people's windows look. */
const usual: readonly [Look, Look] = [
  { name: 'light, wide', colorScheme: 'light', width: 1440, height: 900, axe: true },
  { name: 'dark, phone', colorScheme: 'dark', width: 360, height: 740, axe: true },
]

/** For `npm run screens`. In a journey they take as long again and have found nothing that the two did not. */
const others: readonly Look[] = [
  { name: 'light, phone', colorScheme: 'light', width: 360, height: 740, axe: true },
  { name: 'light, larger phone', colorScheme: 'light', width: 393, height: 852 },
  { name: 'light, phone on its side', colorScheme: 'light', width: 844, height: 390 },
  { name: 'dark, wide', colorScheme: 'dark', width: 1440, height: 900, axe: true },
  { name: 'light, full HD', colorScheme: 'light', width: 1920, height: 1080 },
  { name: 'text at 200 %, phone', colorScheme: 'light', width: 393, height: 852, doubled: true },
  { name: 'text at 200 %, wide', colorScheme: 'light', width: 1440, height: 900, doubled: true },
  { name: 'forced colours, wide', colorScheme: 'dark', width: 1440, height: 900, forcedColors: 'active' },
  { name: 'forced colours, phone', colorScheme: 'light', width: 360, height: 740, forcedColors: 'active' },
]

const looks = process.env.SCREENS === 'all' ? [...usual, ...others] : usual

/**
 * Looks at a screen as people would find it, in each look one after the other: no fault that axe knows, nothing wider than
 * the window. Leaves a picture of each.
 */
export async function inspectInEachLook(page: Page, screen: string) {
  for (const look of looks) {
    await putOn(page, look)
    await inspect(page, screen, look)
  }
  await putOn(page, usual[0])
}

async function putOn(page: Page, { colorScheme, forcedColors, width, height, doubled }: Look) {
  await page.emulateMedia({ colorScheme, forcedColors: forcedColors ?? 'none' })
  await page.setViewportSize({ width, height })
  await page.evaluate((doubled) => {
    const { style } = document.documentElement
    if (doubled) style.setProperty('font-size', '200%', 'important')
    else style.removeProperty('font-size')
    // What moves to its new place has arrived.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  }, doubled === true)
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
  })
}

async function inspect(page: Page, screen: string, { name, axe }: Look) {
  await page.screenshot({ path: `test-results/screens/${screen} (${name}).png`, fullPage: true })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(overflow, `${screen} (${name}) is wider than the window`).toBeLessThanOrEqual(0)
  if (!axe) return
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, `${screen} (${name})`).toEqual([])
  expect.soft(await faintIn(page, page.mainFrame()), `${screen} (${name}), in its picture`).toEqual([])
}
