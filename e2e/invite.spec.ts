import type { Page } from '@playwright/test'
import decodeQR from 'qr/decode.js'
import { expect, test } from './support/test.ts'

/** What a camera would read from the code on the screen. */
async function scan(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: 'Code with the link' })
  const png = (await code.screenshot()).toString('base64')
  const { data, width, height } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const drawn = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = document.createElement('canvas')
    canvas.width = drawn.width
    canvas.height = drawn.height
    const drawing = canvas.getContext('2d')
    drawing?.drawImage(drawn, 0, 0)
    const pixels = drawing?.getImageData(0, 0, canvas.width, canvas.height)
    return { data: [...(pixels?.data ?? [])], width: canvas.width, height: canvas.height }
  }, png)
  return decodeQR({ data: Uint8ClampedArray.from(data), width, height })
}

test('an app’s own browser is told the way out, can hand on its link, and goes on all the same', async ({
  api,
  browser,
  visit,
}) => {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const link = session.url('Ana')
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 400.0',
  })
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined })
  })
  const ana = await visit(link, { context })
  await expect(ana.page.getByText('Open in Safari')).toBeVisible()
  await ana.page.getByText('Use another device').click()
  expect(await scan(ana.page)).toBe(link)
  await ana.button('Copy link').click()
  await expect(ana.button('Copied')).toBeVisible()
  expect(await ana.page.evaluate(() => navigator.clipboard.readText())).toBe(link)

  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await ana.button('Go on without camera and microphone').click()
  await ana.join()
  await ana.sees()
})
