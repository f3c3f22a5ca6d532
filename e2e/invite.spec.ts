import type { Page } from '@playwright/test'
import decodeQR from 'qr/decode.js'
import { inspect, looks } from './support/looks.ts'
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

for (const { name: look, ...options } of looks) {
  test(`a host invites somebody, whose link leads into the call (${look})`, async ({ api, visit }) => {
    const session = await api.book()
    const host = await visit(session.url('Dr Vega'), {
      ...options,
      permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    })
    await host.join()
    await host.button(/^People/).click()
    await host.button('Invite').click()
    const dialog = host.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Their name' }).fill('Kim')
    await dialog.getByRole('radio', { name: /^Participant/ }).check()
    await inspect(host.page, 'invite', look)
    await host.button('Make a link').click()
    await expect(dialog.getByRole('heading', { name: 'Link for Kim' })).toBeVisible()
    await expect(host.page.getByText('The link is ready.')).toBeAttached()
    await expect(host.page.getByRole('img', { name: 'Code with the link' })).toBeVisible()
    await inspect(host.page, 'invited', look)

    await host.button('Copy link').click()
    await expect(host.button('Copied')).toBeVisible()
    const link = await host.page.evaluate(() => navigator.clipboard.readText())
    expect(link).toMatch(/\/session\/[0-9a-f-]{36}$/)
    await expect(dialog.getByText(link, { exact: true })).toBeVisible()
    expect(await scan(host.page)).toBe(link)
    await host.button('Done').click()
    await expect(host.button('Invite')).toBeFocused()

    const kim = await visit(link)
    await expect(kim.page.getByRole('textbox', { name: 'Your name' })).toHaveCount(0)
    await kim.join()
    await Promise.all([host.sees(), kim.sees()])
    await expect(host.page.getByText('Participant', { exact: true })).toBeVisible()
    const { data } = await api.client.GET('/v1/sessions/{session_id}/participants', {
      params: { path: { session_id: session.session_id } },
    })
    expect(data?.at(-1)).toMatchObject({ entry_url: link, display_name: 'Kim', role: 'PARTICIPANT' })
  })

  test(`an app's own browser: says so, shows the way out, and goes on all the same (${look})`, async ({
    api,
    browser,
    visit,
  }) => {
    const session = await api.book({ flags: ['-plugin;waiting-room'] })
    const context = await browser.newContext({
      ...options,
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 400.0',
    })
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined })
    })
    const ana = await visit(session.url('Ana'), { context })
    await expect(ana.page.getByRole('heading', { name: 'Please open this page in another browser' })).toBeVisible()
    await expect(ana.page.getByText('Open in Safari')).toBeVisible()
    await expect(ana.button('Join')).toHaveCount(0)
    await inspect(ana.page, 'other browser', look)
    expect(await scan(ana.page)).toBe(session.url('Ana'))

    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await ana.button('Go on without camera and microphone').click()
    await ana.join()
    await ana.sees()
  })
}
