import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Person } from './support/person.ts'
import { expect, test } from './support/test.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function choose(person: Person, ...files: { name: string; mimeType: string; buffer: Buffer }[]) {
  const opening = person.page.waitForEvent('filechooser')
  await person.button('Send a file').click()
  await (await opening).setFiles(files)
}

/** Clicks, and reads what the browser was given to save. */
async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const saving = page.waitForEvent('download')
  await click()
  const download = await saving
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** A picture as a browser makes it. */
async function picture(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 400
    const drawing = canvas.getContext('2d')
    if (drawing) drawing.fillStyle = 'teal'
    drawing?.fillRect(0, 0, 640, 400)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

test('a file goes from one browser to the other, byte for byte, and a host saves what was written', async ({
  api,
  visit,
}) => {
  test.setTimeout(120_000)
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const ana = await visit(session.url('Ana'))
  await ana.join()
  await Promise.all([host.sees(), ana.sees()])
  const atServer: string[] = []
  for (const { page } of [host, ana]) {
    page.on('request', (request) => {
      if (request.method() !== 'GET') atServer.push(request.url())
    })
  }
  await host.button('Chat').click()
  const scan = randomBytes(5_000_000)
  await choose(
    host,
    { name: '../Knee\u202egpj.scan.pdf', mimeType: 'application/pdf', buffer: scan },
    { name: 'knee.png', mimeType: 'image/png', buffer: await picture(host.page) },
  )
  await expect(host.page.getByText('The others can download it while you are in the call.')).toHaveCount(2)
  await ana.button('Chat, 2 new messages').click()
  await expect(ana.page.getByText('New messages')).toBeVisible()
  await expect(ana.page.getByText('PDF · 5 MB')).toBeVisible()
  const received = await saved(ana.page, () => ana.button('Download: Kneegpj.scan.pdf').click())
  expect(received.name).toBe('Kneegpj.scan.pdf')
  expect(received.bytes.length).toBe(scan.length)
  expect(sha256(received.bytes)).toBe(sha256(scan))
  await expect(host.page.getByText('Ana has it.')).toBeVisible()
  await expect(ana.page.getByText('Downloaded', { exact: true })).toBeVisible()
  await saved(ana.page, () => ana.button('Download: knee.png').click())
  await expect(ana.page.getByRole('img', { name: 'Preview of knee.png' })).toBeVisible()
  const again = await saved(ana.page, () => ana.button('Save again: Kneegpj.scan.pdf').click())
  expect(sha256(again.bytes)).toBe(sha256(scan))
  expect(atServer).toEqual([])

  await ana.page.getByRole('textbox', { name: 'Write a message' }).fill('It hurts\nat night')
  await ana.page.keyboard.press('Enter')
  await expect(host.page.getByRole('log').getByText('It hurts')).toBeVisible()
  const { name, bytes } = await saved(host.page, () => host.button('Save messages').click())
  expect(name).toMatch(/^messages \d{4}-\d\d-\d\d\.txt$/)
  expect(bytes.toString()).toMatch(/Ana: It hurts\n {4}at night\n/)
  await expect(ana.page.getByRole('log').getByText('Dr Vega saved the messages.')).toBeVisible()
})
