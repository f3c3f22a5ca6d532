import { type Api, connect } from '@anteroom/e2e/api'
import { startProduct } from '@anteroom/e2e/product'
import type { Browser } from '@playwright/test'
import { startBare } from './bare.ts'
import { launch, untilQuiet, watchFirstFrames } from './browser.ts'
import { type Figure, median } from './report.ts'

const rounds = 21
const warmUps = 2

/**
 * From opening a link to the first picture on both sides: a guest who needs no admission and somebody who is there
 * already, beside a bare WebRTC page. Both by turns, each time in a fresh browser profile with nothing cached, and in a
 * window that has been opened before: how long the browser takes for that is no matter of the page.
 */
export async function measureJoin(): Promise<Figure[]> {
  const product = await startProduct()
  const bare = await startBare()
  const browser = await launch()
  try {
    const api = await connect(product.demo)
    const ours: number[] = []
    const bares: number[] = []
    for (let round = 0; round < rounds + warmUps; round++) {
      const results = [await joinOurs(browser, api), await joinBare(browser, bare.url)] as const
      if (round < warmUps) continue
      ours.push(results[0])
      bares.push(results[1])
    }
    console.log(`  ours ${spread(ours)}; bare ${spread(bares)} (ms, ${rounds} rounds)`)
    const ratio = median(ours) / median(bares)
    return [
      {
        what: 'join: link opened to first picture on both sides',
        ours: `${Math.round(median(ours))} ms`,
        peer: `bare page ${Math.round(median(bares))} ms`,
        ratio,
        bar: 1.8,
        lowerIsBetter: true,
      },
    ]
  } finally {
    await browser.close()
    bare.close()
    await product.close()
  }
}

function spread(values: number[]) {
  return `${Math.min(...values)}–${Math.max(...values)}`
}

async function joinOurs(browser: Browser, api: Api): Promise<number> {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  const hosts = await browser.newContext()
  const guests = await browser.newContext()
  try {
    const atHost = await watchFirstFrames(hosts, 'video[data-visit]')
    const atGuest = await watchFirstFrames(guests, 'video[data-visit]')
    const host = await hosts.newPage()
    await host.goto(session.url('Dr Vega'))
    await host.getByRole('button', { name: 'Join', exact: true }).click()
    await host.getByRole('button', { name: 'Menu' }).waitFor()
    await host.locator('video[data-self]').waitFor()
    const guest = await guests.newPage()
    // The click that a person would make, as soon as there is something to click on.
    await guest.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Join')
        if (!button) return
        watch.disconnect()
        button.click()
      })
      watch.observe(document, { childList: true, subtree: true })
    })
    await untilQuiet()
    const start = Date.now()
    await guest.goto(session.url('Ana'), { waitUntil: 'commit' })
    return Math.max(await atHost.frame(0), await atGuest.frame(0)) - start
  } finally {
    await hosts.close()
    await guests.close()
  }
}

async function joinBare(browser: Browser, url: string): Promise<number> {
  const there = await browser.newContext()
  const coming = await browser.newContext()
  try {
    const atThere = await watchFirstFrames(there, 'video[data-visit]')
    const atComing = await watchFirstFrames(coming, 'video[data-visit]')
    const first = await there.newPage()
    await first.goto(url)
    await first.waitForFunction(() => document.title === 'ready')
    const second = await coming.newPage()
    await untilQuiet()
    const start = Date.now()
    await second.goto(`${url}#call`, { waitUntil: 'commit' })
    return Math.max(await atThere.frame(0), await atComing.frame(0)) - start
  } finally {
    await there.close()
    await coming.close()
  }
}
