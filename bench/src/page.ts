import { connect } from '@anteroom/e2e/api'
import { open } from '@anteroom/e2e/person'
import { startProduct } from '@anteroom/e2e/product'
import type { Page } from '@playwright/test'
import { launch } from './browser.ts'
import type { Figure } from './report.ts'

const kilobyte = 1000

/** In kilobytes, compressed. */
const limits = { host: 82, guest: 78 }

/** What the first load of a room costs, from opening a link to a call of two with its plugins. */
export async function measurePage(): Promise<Figure[]> {
  const product = await startProduct()
  const browser = await launch()
  try {
    const api = await connect(product.demo)
    const session = await api.book()
    const figures: Figure[] = []
    const host = await open(browser, 'about:blank')
    const guest = await open(browser, 'about:blank')
    const loads = { guest: await count(guest.page), host: await count(host.page) }
    await host.page.goto(session.url('Dr Vega'))
    await host.join()
    // Let in at once.
    await guest.page.goto(session.url('Ana'))
    await guest.join()
    await host.button(/^Let in/).click()
    await Promise.all([host.sees(), guest.sees()])
    for (const person of [host, guest]) {
      await person.button('Chat').waitFor()
      await person.button('Share screen').waitFor()
    }
    for (const who of ['host', 'guest'] as const) {
      const { bytes, requests } = loads[who]
      const weight = bytes() / kilobyte
      const within = { lowerIsBetter: true, bar: 1 }
      figures.push(
        {
          what: `room, first load (${who})`,
          ours: `${weight.toFixed(1)} kB`,
          peer: `limit ${limits[who]} kB`,
          ratio: weight / limits[who],
          ...within,
        },
        { what: `its requests (${who})`, ours: `${requests()}`, peer: 'limit 8', ratio: requests() / 8, ...within },
      )
    }
    return figures
  } finally {
    await browser.close()
    await product.close()
  }
}

/** What belongs to the check before the call, which begins where somebody has not joined, or waits, for a second. */
const check = /\/assets\/check-|\/speed$|transport=polling/

/** Counts what crosses the network for a page, headers and compression as they are, the check left out. */
async function count(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  const seen = new Set<string>()
  let bytes = 0
  await devtools.send('Network.enable')
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/^https?:/.test(request.url) && !check.test(request.url)) seen.add(requestId)
  })
  // The check tries one as well.
  devtools.on('Network.webSocketCreated', ({ url }) => seen.add(url))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (seen.has(requestId)) bytes += encodedDataLength
  })
  return { bytes: () => bytes, requests: () => seen.size }
}
