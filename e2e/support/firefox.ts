import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { type Browser, type BrowserContext, type Frame, launch, type Page, type Viewport } from 'puppeteer-core'
import { tabUntil } from './keyboard.ts'
import { rememberLines } from './lines.ts'
import { movingPictures } from './person.ts'
import { expect, test } from './test.ts'

/**
 * One Firefox for all journeys of a file, as its start takes as long as some of them: opens a link in it as somebody new.
 * Without a Firefox they are skipped.
 */
export function shareFirefox() {
  const program = findFirefox()
  let browser: Browser | null = null
  const others = () => browser?.browserContexts().filter((one) => one !== browser?.defaultBrowserContext()) ?? []
  test.skip(!program, 'There is no Firefox here, and none could be installed (FIREFOX_PATH names one)')
  test.beforeAll(async () => {
    browser = await launchFirefox(String(program))
  })
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  test.afterEach(async ({}, info) => {
    const pages = (await Promise.all(others().map((context) => context.pages()))).flat()
    if (info.status !== info.expectedStatus) {
      for (const [at, page] of pages.entries()) {
        await writeFile(info.outputPath(`firefox-${at + 1}.png`), await page.screenshot())
      }
    }
    for (const context of others()) await context.close()
  })
  test.afterAll(() => browser?.close())
  return async (url: string, options?: Opening): Promise<FirefoxPerson> => {
    if (!browser) throw new Error('Firefox has not been started')
    return openInFirefox(await browser.createBrowserContext(), url, options)
  }
}

/** Which Firefox to use: the one that `npm test` has found, else one where Debian and others put it. */
function findFirefox(): string | null {
  const { FIREFOX_PATH: chosen } = process.env
  if (chosen !== undefined) return chosen || null
  return ['/usr/bin/firefox', '/usr/bin/firefox-esr'].find((place) => existsSync(place)) ?? null
}

/**
 * A Firefox as people have it, with a made-up camera and microphone, driven over WebDriver BiDi. (Playwright only drives
 * one that was changed for it.)
 */
function launchFirefox(program: string): Promise<Browser> {
  return launch({
    browser: 'firefox',
    executablePath: program,
    defaultViewport: { width: 1280, height: 720 },
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      // As people have it, and the driver has not: a tab opens by itself only for what is pressed.
      'dom.disable_open_during_load': true,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      // Both browsers stand on this machine, where nobody answers for `.local` names.
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.peerconnection.ice.loopback': true,
    },
  })
}

type Opening = { viewport?: Viewport; language?: string }

/** Somebody with Firefox; does what `Person` does. */
export type FirefoxPerson = {
  page: Page
  click(button: string): Promise<void>
  follow(link: string): Promise<void>
  /** The tab that opens for a button. */
  tabOf(button: string): Promise<Page>
  /** Tab by tab to what a selector finds. */
  tabTo(selector: string): Promise<void>
  /** A key, where the focus is: a second press of a finger in the same place would be taken for a double one. */
  press(key: 'Enter' | 'Tab'): Promise<void>
  write(textbox: string, text: string): Promise<void>
  /** What is folded below a line that begins like this. */
  opens(line: string): Promise<void>
  /** Until the page has this text. */
  reads(text: string): Promise<void>
  /** Until it has it no more. */
  readsNoMore(text: string): Promise<void>
  /** Until so many pictures move: those of others, if nothing else is said. */
  sees(count?: number, pictures?: string): Promise<void>
  seesScreen(): Promise<void>
  hears(others?: number): Promise<void>
}

/** What a screen reader calls so. */
export const named = (page: Page | Frame, role: string, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="${role}"])`)

/** As people press: what has only just come takes no press (`ui/src/steady.tsx`), and the driver would not see that. */
const press = (page: Page, role: string, name: string) =>
  named(page, role, name)
    .filter((found) => found instanceof Element && getComputedStyle(found).pointerEvents !== 'none')
    .click()

async function openInFirefox(
  context: BrowserContext,
  url: string,
  { viewport, language }: Opening = {},
): Promise<FirefoxPerson> {
  const page = await context.newPage()
  if (viewport) await page.setViewport(viewport)
  if (language) await page.emulateLocale(language)
  await page.evaluateOnNewDocument(rememberLines)
  // Whether somebody wants to leave their call.
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto(url)
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read.
  const text = () => page.evaluate(() => document.body?.innerText ?? '')
  // One page goes and the next one comes: there is nothing to read then.
  const words = () => text().catch(() => '')
  function moves(pictures: string, count: number) {
    const looking = { since: randomUUID(), pictures }
    return expect.poll(() => page.evaluate(movingPictures, looking), { timeout: 30_000 }).toHaveLength(count)
  }
  return {
    page,
    click: (name) => press(page, 'button', name),
    follow: (name) => press(page, 'link', name),
    tabOf: (name) => tabOpenedBy(page, () => press(page, 'button', name)),
    async tabTo(selector) {
      const wanted = await page.locator(selector).waitHandle()
      await tabUntil(page.keyboard, () => wanted.evaluate((element) => element === document.activeElement))
    },
    press: (key) => page.keyboard.press(key),
    async write(textbox, text) {
      await named(page, 'textbox', textbox).fill(text)
      await page.keyboard.press('Enter')
    },
    opens: (line) => page.locator(`summary ::-p-text(${line})`).click(),
    reads: (text) => expect.poll(words, { timeout: 20_000 }).toContain(text),
    readsNoMore: (text) => expect.poll(words, { timeout: 20_000 }).not.toContain(text),
    sees: (count = 1, pictures = 'video[data-visit]') => moves(pictures, count),
    seesScreen: () => moves('video[data-screen]', 1),
    hears: (others = 1) => expect.poll(() => page.evaluate(countSounds), { timeout: 30_000 }).toBe(others),
  }
}

/** The tab that opens when somebody does this. */
export async function tabOpenedBy(page: Page, act: () => Promise<void>): Promise<Page> {
  const context = page.browserContext()
  const before = new Set(context.targets())
  const opening = context.waitForTarget((target) => target.type() === 'page' && !before.has(target))
  await act()
  const tab = await (await opening).page()
  if (!tab) throw new Error('the tab has no page')
  return tab
}

/**
 * How many of the others' sounds have energy within 1.5 s (the fake microphone beeps each second). Runs in the page.
 * By statistics, as Firefox plays nothing into an AudioContext where there is no loudspeaker.
 */
async function countSounds(): Promise<number> {
  const energies = async () => {
    const reports = await Promise.all(window.linesOfTest.map((line) => line.getStats()))
    const entries = reports.flatMap((report) => [...report.values()])
    const sounds = entries.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
    return new Map<string, number>(sounds.map(({ ssrc, totalAudioEnergy }) => [String(ssrc), totalAudioEnergy ?? 0]))
  }
  const before = await energies()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  return [...(await energies())].filter(([ssrc, energy]) => energy - (before.get(ssrc) ?? 0) > 0.0001).length
}
