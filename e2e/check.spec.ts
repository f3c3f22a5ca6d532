import { once } from 'node:events'
import { createServer } from 'node:net'
import { must } from '@anteroom/client'
import type { CDPSession, Locator, Page } from '@playwright/test'
import { connect } from './support/api.ts'
import { startProduct } from './support/product.ts'
import { expect, test } from './support/test.ts'

/** How long the check may take, when each of its parts waits to its end. */
const whole = { timeout: 30_000 }

const box = (page: Page) => page.locator('details', { has: page.getByText('Network', { exact: true }) })
const line = (page: Page) => box(page).locator('summary').first()
const part = (page: Page, name: string) =>
  box(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) })
const way = (page: Page, name: string): Locator =>
  box(page).getByRole('list', { name: 'Ways through the network' }).getByRole('listitem').filter({ hasText: name })

test('the check runs by itself in the precall, says what it found, and is in the summary', async ({ api, visit }) => {
  const session = await api.book()
  const guest = await visit(session.url('Ana'))
  const { page } = guest
  await expect(line(page)).toHaveText('No problems found', whole)
  await expect(page.getByRole('status').filter({ hasText: 'No problems found' })).toBeAttached()
  await line(page).click()
  await expect(part(page, 'Browser')).toContainText('Can do video calls.')
  await expect(part(page, 'Camera')).toContainText('Works.')
  await expect(part(page, 'Microphone')).toContainText('You can be heard.')
  await expect(part(page, 'Network')).toContainText('Lets the call through.')
  await page.getByText('Technical details').click()
  for (const name of ['fast way', 'slower way', 'Directly']) await expect(way(page, name)).toContainText('works')
  await expect(part(page, 'Speed')).toContainText('Enough for picture and sound.')
  await expect(page.getByText(/^Sending [\d.,]+, receiving [\d.,]+ Mbit\/s$/)).toBeVisible()

  await expect(part(page, 'Speaker')).toContainText('Not tried yet.')
  await guest.button('Play a sound').click()
  await guest.button('I heard it').click()
  await expect(part(page, 'Speaker')).toContainText('You heard the test.', whole)

  const found = async () => {
    const params = { path: { session_id: session.session_id } }
    const { participants } = await must(api.client.GET('/v1/sessions/{session_id}/summary', { params }))
    return participants.map(({ connection_check }) => connection_check)
  }
  await expect.poll(async () => (await found())[1]?.speaker.status).toBe('ok')
  const [host, ana] = await found()
  expect(host).toBeNull()
  expect(ana).toMatchObject({
    browser: { status: 'ok' },
    camera: { status: 'ok' },
    microphone: { status: 'ok', detail: null },
    reachability: { status: 'ok', detail: null },
    bandwidth: { status: 'ok', up: expect.any(Number), down: expect.any(Number) },
  })

  const again = page.waitForRequest((request) => request.method() === 'GET' && request.url().endsWith('/speed'))
  await guest.button('Check again').click()
  await again
  await expect(line(page)).toHaveText('No problems found', whole)
})

test('a host sees that a guest has no camera, however soon the guest has clicked Join', async ({
  api,
  browser,
  visit,
}) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  const context = await browser.newContext()
  await context.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = (wish) =>
      wish?.video ? Promise.reject(new DOMException('Not found', 'NotFoundError')) : ask(wish)
  })
  const guest = await visit(session.url('Ana'), { context })
  await guest.join()
  await expect(guest.page.getByText(/^In the waiting room/)).toBeVisible()
  const rail = host.page.getByRole('region', { name: 'Waiting room' })
  const row = rail.getByRole('listitem').filter({ hasText: 'Ana' })
  await expect(row).toContainText('Sound only', whole)
  await host.button('Let in Ana').click()
  await host.hears()
  await host.button(/^People/).click()
  await expect(host.page.getByText('Guest · Sound only')).toBeVisible()
})

test('where WebSocket is blocked, the slower way works, and so does the call', async ({ api, browser, visit }) => {
  test.setTimeout(120_000)
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const context = await browser.newContext()
  await context.addInitScript(() => {
    // As behind a proxy that knows no WebSocket: none ever opens.
    globalThis.WebSocket = class extends WebSocket {
      constructor() {
        super('wss://nowhere.invalid/')
      }
    }
  })
  const guest = await visit(session.url('Ana'), { context })
  await expect(line(guest.page)).toHaveText('No problems found', whole)
  await line(guest.page).click()
  await guest.page.getByText('Technical details').click()
  await expect(way(guest.page, 'fast way')).toContainText('blocked')
  await expect(way(guest.page, 'slower way')).toContainText('works')
  await expect(part(guest.page, 'Network')).toContainText('by the slower way only')
  await guest.join()
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await Promise.all([host.sees(), guest.sees()])
})

test('a weak line is called weak, and a slower one gets sound only on offer', async ({ api, visit }) => {
  test.setTimeout(120_000)
  const session = await api.book()
  const guest = await visit(session.url('Ana'))
  const { page } = guest
  const network = await page.context().newCDPSession(page)
  await slowDown(network, 250)
  await expect(line(page)).toHaveText('Your connection is weak', whole)

  await slowDown(network, 100)
  await line(page).click()
  await guest.button('Check again').click()
  await expect(line(page)).toHaveText('Your connection is good for sound only', whole)
})

test('a relay that is set up and cannot be reached is found out in time', async ({ visit }) => {
  test.setTimeout(120_000)
  const urls = [`turn:127.0.0.1:${await closedPort()}`, `turn:127.0.0.1:${await closedPort()}?transport=tcp`]
  const product = await startProduct({ TURN_URLS: urls.join(','), TURN_SECRET: 'a secret that nobody else knows' })
  try {
    const api = await connect(product.demo)
    const session = await api.book({ flags: ['-plugin;waiting-room'] })
    const guest = await visit(session.url('Ana'))
    await expect(line(guest.page)).toHaveText('Your network may block the call', whole)
    await line(guest.page).click()
    await guest.page.getByText('Technical details').click()
    await expect(way(guest.page, 'Directly')).toContainText('works')
    const relays = way(guest.page, 'Through a relay')
    await expect(relays).toHaveCount(2)
    for (const relay of await relays.all()) await expect(relay).toContainText('blocked')
    // The speed is then that of the way to the server.
    await expect(part(guest.page, 'Speed')).toContainText('Enough for picture and sound.')
    await guest.join()
    await expect(guest.button('Menu')).toBeVisible()
  } finally {
    await product.close()
  }
})

async function slowDown(network: CDPSession, kilobits: number) {
  const throughput = kilobits < 0 ? -1 : (kilobits * 1000) / 8
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('There is no free port')
  return address.port
}
