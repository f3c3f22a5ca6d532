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

/** Those that another language changes: where words are longer, or begin at the other side. */
const ofLanguages = ['light, wide', 'light, larger phone']

const looks = chosenLooks()

function chosenLooks(): readonly Look[] {
  const { SCREENS: wanted } = process.env
  if (!wanted) return usual
  const all = [...usual, ...others]
  return wanted === 'all' ? all : all.filter(({ name }) => wanted.split(';').includes(name))
}

/**
 * Looks at a screen as people would find it, in each look one after the other: no fault that axe knows, nothing wider than
 * the window. Leaves a picture of each.
 */
export async function inspectInEachLook(page: Page, screen: string, language = 'en') {
  const matter = language === 'en' ? looks : looks.filter(({ name }) => ofLanguages.includes(name))
  for (const look of matter) {
    await putOn(page, look)
    await inspect(page, screen, language === 'en' ? look : { ...look, name: `${language}, ${look.name}` })
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
  }, doubled === true)
  await settle(page)
}

/** Whatever moves to its new place has arrived; what goes on for good, or counts time, goes on. */
function settle(page: Page) {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames++) {
      for (const animation of document.getAnimations()) {
        const { endTime } = animation.effect?.getComputedTiming() ?? {}
        if (typeof endTime === 'number' && endTime <= 1_000) animation.finish()
      }
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  })
}

async function inspect(page: Page, screen: string, { name, axe }: Look) {
  await takePictures(page, screen, name)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(overflow, `${screen} (${name}) is wider than the window`).toBeLessThanOrEqual(0)
  if (!axe) return
  const { violations } = await new AxeBuilder({ page })
    // What describes the API is drawn by others.
    .exclude('.swagger-ui')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, `${screen} (${name})`).toEqual([])
  expect.soft(await faintIn(page, page.mainFrame()), `${screen} (${name}), in its picture`).toEqual([])
}

/** As they are seen first, and at their end where there is more than that. */
async function takePictures(page: Page, screen: string, look: string) {
  const take = (what: string) => page.screenshot({ path: `test-results/screens/${what} (${look}).png` })
  await take(screen)
  const isLonger = await page.evaluate(() => {
    const { scrollHeight } = document.documentElement
    if (scrollHeight <= innerHeight + 48) return false
    scrollTo(0, scrollHeight)
    return true
  })
  if (!isLonger) return
  await settle(page)
  await take(`${screen}, further down`)
  await page.evaluate(() => scrollTo(0, 0))
}
