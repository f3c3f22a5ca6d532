import { type Api, connect } from '@anteroom/e2e/api'
import { startProduct } from '@anteroom/e2e/product'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { startBare } from './bare.ts'
import { launch, untilQuiet, watchFirstPictures } from './browser.ts'
import { type Figure, median } from './report.ts'
import { printSegments, type Segments, watchSegments } from './segments.ts'

const rounds = Number(process.env.ROUNDS ?? 21)
const warmUps = 2

/** How long it took until the first picture was there on both sides, and what both pages came past on the way. */
type Join = { ms: number; there: Segments; coming: Segments }

/**
 * From opening a link to the first picture on both sides: a guest who needs no admission and somebody who is there
 * already, beside a bare WebRTC page; and from "Let in" to the first picture on both sides. All by turns, each time in a
 * fresh browser profile with nothing cached, and in a window that has been opened before: how long the browser takes for
 * that is no matter of the page.
 */
export async function measureJoin(): Promise<Figure[]> {
  const product = await startProduct()
  const bare = await startBare()
  const browser = await launch()
  try {
    const api = await connect(product.demo)
    const ours: Join[] = []
    const letIns: Join[] = []
    const bares: Join[] = []
    for (let round = 0; round < rounds + warmUps; round++) {
      const results = [
        await joinOurs(browser, api),
        await letIn(browser, api),
        await joinBare(browser, bare.url),
      ] as const
      if (round < warmUps) continue
      ours.push(results[0])
      letIns.push(results[1])
      bares.push(results[2])
    }
    console.log(`  ours ${spread(ours)}; let in ${spread(letIns)}; bare ${spread(bares)} (ms, ${rounds} rounds)`)
    const middle = (joins: readonly Join[]) => median(joins.map(({ ms }) => ms))
    const peer = `bare page ${Math.round(middle(bares))} ms`
    const part = (joins: readonly Join[], who: 'there' | 'coming') => joins.map((join) => join[who])
    const segments = (['coming', 'there'] as const).flatMap((who) =>
      printSegments(who === 'coming' ? 'Who comes' : 'Who is there', part(ours, who), part(bares, who)),
    )
    return [
      {
        what: 'join: link opened to first picture on both sides',
        ours: `${Math.round(middle(ours))} ms`,
        peer,
        ratio: middle(ours) / middle(bares),
        bar: 1.5,
        lowerIsBetter: true,
        notes: segments,
      },
      {
        what: '"Let in" clicked to first picture on both sides',
        ours: `${Math.round(middle(letIns))} ms`,
        peer,
        ratio: middle(letIns) / middle(bares),
        bar: 0.8,
        lowerIsBetter: true,
        notes: (['coming', 'there'] as const).flatMap((who) =>
          printSegments(
            `Let in, ${who === 'coming' ? 'guest' : 'host'} (since the click)`,
            part(letIns, who),
            part(bares, who),
          ),
        ),
      },
    ]
  } finally {
    await browser.close()
    bare.close()
    await product.close()
  }
}

function spread(joins: readonly Join[]) {
  const values = joins.map(({ ms }) => ms)
  return `${Math.min(...values)}–${Math.max(...values)}`
}

/** Two fresh browser profiles that are watched, closed at the end. */
async function withTwo(browser: Browser, play: (two: Two) => Promise<number>): Promise<Join> {
  const contexts = [await browser.newContext(), await browser.newContext()] as const
  try {
    const watched = contexts.map(async (context) => ({
      context,
      pictures: await watchFirstPictures(context, 'video[data-visit]'),
      segments: await watchSegments(context),
    }))
    const [there, coming] = (await Promise.all(watched)) as [Watched, Watched]
    const start = await play({ there, coming })
    const ms = Math.max(await there.pictures.picture(0), await coming.pictures.picture(0)) - start
    return { ms, there: there.segments.since(start), coming: coming.segments.since(start) }
  } finally {
    for (const context of contexts) await context.close()
  }
}
type Watched = {
  context: BrowserContext
  pictures: Awaited<ReturnType<typeof watchFirstPictures>>
  segments: Awaited<ReturnType<typeof watchSegments>>
}
/** Who is there already, and who comes. */
type Two = { there: Watched; coming: Watched }

/** The last moment before what is measured. */
async function now({ there, coming }: Two): Promise<number> {
  await untilQuiet()
  there.segments.begin()
  coming.segments.begin()
  return Date.now()
}

async function hostIn(context: BrowserContext, url: string): Promise<Page> {
  const host = await context.newPage()
  await host.goto(url)
  await host.getByRole('button', { name: 'Start call' }).click()
  await host.getByRole('button', { name: 'Menu' }).waitFor()
  await host.locator('video[data-self]').waitFor()
  return host
}

async function joinOurs(browser: Browser, api: Api): Promise<Join> {
  const session = await api.book({ flags: ['-plugin;waiting-room'] })
  return withTwo(browser, async (two) => {
    await hostIn(two.there.context, session.url('Dr Vega'))
    const guest = await two.coming.context.newPage()
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
    const start = await now(two)
    await guest.goto(session.url('Ana'), { waitUntil: 'commit' })
    return start
  })
}

async function letIn(browser: Browser, api: Api): Promise<Join> {
  const session = await api.book()
  return withTwo(browser, async (two) => {
    const host = await hostIn(two.there.context, session.url('Dr Vega'))
    const guest = await two.coming.context.newPage()
    await guest.goto(session.url('Ana'))
    await guest.getByRole('button', { name: 'Join', exact: true }).click()
    const button = host.getByRole('button', { name: /^Let in/ }).first()
    await button.waitFor()
    await now(two)
    return button.evaluate((element) => {
      const at = Date.now()
      ;(element as HTMLElement).click()
      return at
    })
  })
}

async function joinBare(browser: Browser, url: string): Promise<Join> {
  return withTwo(browser, async (two) => {
    const first = await two.there.context.newPage()
    await first.goto(url)
    await first.waitForFunction(() => document.title === 'ready')
    const second = await two.coming.context.newPage()
    const start = await now(two)
    await second.goto(`${url}#call`, { waitUntil: 'commit' })
    return start
  })
}
