import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

/** Scripts are asked for and do not come, until they may. */
async function holdScripts(page: Page) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/room/assets/*.js', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

test('who does not get the script that draws reads so, is seen by nobody, and loads the page again', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  const { page } = await visit('about:blank')
  await page.addInitScript(() => {
    const { mediaDevices } = navigator
    const take = mediaDevices.getUserMedia.bind(mediaDevices)
    const tracks: MediaStreamTrack[] = []
    Reflect.set(window, 'tracksOfTest', tracks)
    mediaDevices.getUserMedia = async (wish) => {
      const stream = await take(wish)
      tracks.push(...stream.getTracks())
      return stream
    }
  })
  const states = () =>
    page.evaluate(() => (Reflect.get(window, 'tracksOfTest') as MediaStreamTrack[]).map(({ readyState }) => readyState))
  const { promise: camera, resolve: cameraIsOn } = Promise.withResolvers<void>()
  await page.route('**/room/assets/start*.js', async (route) => {
    await camera
    await route.fulfill({ status: 404 })
  })
  await page.goto(session.url('Ana'), { waitUntil: 'commit' })
  await expect.poll(states).toContain('live')
  cameraIsOn()
  await expect(page.getByRole('heading', { name: 'This page did not load completely' })).toBeVisible()
  await expect.poll(states).not.toContain('live')
  await page.unroute('**/room/assets/start*.js')
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(page.getByRole('heading', { name: 'Ready to join?' })).toBeVisible()
})

test('without its style sheet the room is not drawn, and the page says so', async ({ api, visit }) => {
  const session = await api.book()
  const { page } = await visit('about:blank')
  await page.route('**/room/assets/*.css', (route) => route.abort())
  await page.goto(session.url('Ana'))
  await expect(page.getByRole('heading', { name: 'This page did not load completely' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Ready to join?' })).toHaveCount(0)
})

test('who presses Join before the scripts have come is in the waiting room when they come, without another word', async ({
  api,
  visit,
}) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const { page } = await visit('about:blank')
  const letScriptsCome = await holdScripts(page)
  await page.goto(session.url('Ana'), { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Join', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Joining…', exact: true })).toHaveAttribute('aria-disabled', 'true')
  // A second time is one time.
  await page.keyboard.press('Enter')
  letScriptsCome()
  await expect(page.getByRole('heading', { name: 'Dr Vega will let you in soon' })).toBeFocused()
  await expect(host.button(/^Let in/).first()).toBeVisible()
})

/** What stands where before the scripts have come, and after. */
const places = ['h1', '.meet', '.meet-sign', '.ready-preview', '.ready-join button']

test('whoever waits for the scripts reads the same words before and after, at the same places and the same button', async ({
  api,
  visit,
}) => {
  const session = await api.book({ name: 'Follow-up' })
  const wide = { width: 1440, height: 900 }
  for (const { locale, viewport } of [
    { locale: 'en-GB', viewport: wide },
    { locale: 'de-DE', viewport: { width: 360, height: 740 } },
    { locale: 'es-ES', viewport: { width: 844, height: 390 } },
    { locale: 'ar', viewport: { width: 360, height: 740 } },
    { locale: 'zh-CN', viewport: wide },
  ]) {
    const { page } = await visit('about:blank', { locale, viewport })
    const look = async () => ({
      words: await page.locator('.ready-intro').textContent(),
      boxes: await Promise.all(places.map((place) => page.locator(place).first().boundingBox())),
    })
    const letScriptsCome = await holdScripts(page)
    await page.goto(session.url('Ana'), { waitUntil: 'commit' })
    const join = page.locator('.ready-join button')
    await join.focus()
    await page.locator('time', { hasText: /\d/ }).waitFor()
    const name = (await join.textContent()) ?? ''
    const before = await look()
    letScriptsCome()
    await expect(page.locator('#first')).toHaveCount(0)
    expect(await look(), locale).toEqual(before)
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
  }
})
