import { expect, test } from './support/test.ts'

/** A phone at the edge of a village: bytes a second, and milliseconds until an answer begins. */
const slow = { downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8, latency: 400, offline: false }
const [readableMs, usableMs] = [1_000, 4_000]

test('on a slow line there is something to read within a second, and Join works within four', async ({
  api,
  browser,
}) => {
  const session = await api.book()
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', slow)
  await page.goto(session.url('Ana'), { waitUntil: 'commit' })
  // What is pressed and carried out is usable: the screen that follows is counted, and not only the button.
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dr Vega is not here yet')
  const joinedMs = await page.evaluate(() => performance.now())
  const [paint] = await page.evaluate(() =>
    performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime),
  )
  test.info().annotations.push({ type: 'measured', description: `read ${paint} ms, joined ${joinedMs} ms` })
  expect(paint).toBeLessThan(readableMs)
  expect(joinedMs).toBeLessThan(usableMs)
  await context.close()
})
