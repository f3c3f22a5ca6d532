import type { Page } from '@playwright/test'
import config from '../playwright.config.ts'
import { expect, test } from './support/test.ts'
import { filmOfWallpaper } from './support/wallpaper.ts'

// Chromium's own fake camera shows a figure that now and then passes for a person.
const { launchOptions } = config.use ?? {}
test.use({
  launchOptions: {
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), `--use-file-for-fake-video-capture=${filmOfWallpaper()}`],
  },
})
const stripes = 20
const blurred = 5

test('a guest blurs their background: the others never see it sharp, and it is remembered', async ({ api, visit }) => {
  const session = await api.book({
    flags: ['-plugin;waiting-room'],
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
    ],
  })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'))
  await expect.poll(() => sharpness(ana.page, 'video[data-self]')).toBeGreaterThan(stripes)

  await ana.page.getByText('Camera and sound').click()
  const blur = ana.page.getByRole('switch', { name: 'Blur my background' })
  await blur.check()
  await expect.poll(() => sharpness(ana.page, 'video[data-self]'), { timeout: 20_000 }).toBeLessThan(blurred)

  await ana.join()
  await host.sees()
  await expect.poll(() => sharpness(host.page, 'video[data-visit]')).toBeLessThan(blurred)

  // A new page begins with it, and with nothing before it is there.
  await ana.page.addInitScript(`setInterval(() => {
    const now = (${sharpnessOf})('video[data-self]')
    if (now >= 0) globalThis.sharpest = Math.max(globalThis.sharpest ?? 0, now)
  }, 30)`)
  await ana.page.reload()
  await host.sees()
  expect(await ana.page.evaluate(() => (globalThis as { sharpest?: number }).sharpest)).toBeLessThan(blurred)

  await ana.button(/^Menu/).click()
  await ana.button('Settings').click()
  await blur.uncheck()
  await expect.poll(() => sharpness(host.page, 'video[data-visit]'), { timeout: 20_000 }).toBeGreaterThan(stripes)
})

test('a background that cannot be blurred leaves the camera off, and says how to go on', async ({ api, visit }) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'], people: [{ name: 'Ana', role: 'guest' }] })
  const ana = await visit(session.url('Ana'))
  await ana.page.route(/tflite$/, (route) => route.abort())
  await ana.page.getByText('Camera and sound').click()
  await ana.page.getByRole('switch', { name: 'Blur my background' }).check()
  await expect(ana.page.getByText('Your background cannot be blurred')).toBeVisible({ timeout: 20_000 })
  await expect(ana.page.locator('video[data-self]')).toHaveCount(0)
  await ana.page.unroute(/tflite$/)
  await ana.button('Try again: camera').click()
  await expect(ana.page.locator('video[data-self]')).toHaveCount(1, { timeout: 20_000 })
})

function sharpness(page: Page, selector: string): Promise<number> {
  return page.evaluate(sharpnessOf, selector)
}

/** How much neighbouring points of the picture differ; NaN while there is none. Runs in the page. */
function sharpnessOf(selector: string): number {
  const video = document.querySelector<HTMLVideoElement>(selector)
  if (!video || video.videoWidth === 0) return Number.NaN
  const canvas = document.createElement('canvas')
  const [width, height] = [320, 180]
  Object.assign(canvas, { width, height })
  const drawing = canvas.getContext('2d')
  drawing?.drawImage(video, 0, 0, width, height)
  const { data } = drawing?.getImageData(0, 0, width, height) ?? { data: [] }
  let sum = 0
  for (let at = 4; at < data.length; at += 4) sum += Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0))
  return (sum / data.length) * 4
}
