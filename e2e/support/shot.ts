/// <reference lib="dom" />
import type { CDPSession, Frame, Page } from '@playwright/test'

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/**
 * What is seen in the window of a frame, as PNG in base64, with some style of its own. Asked of Chromium itself, as Playwright
 * has pictures packed small: that takes several times as long as all else about them, and nobody keeps these.
 */
export async function shotOf(page: Page, frame: Frame, style: string): Promise<string> {
  const asking = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, asking)
  const chromium = await asking
  // Said for a whole window as well: it may have become larger than what Chromium would take by itself.
  const clip = frame.parentFrame() ? await (await frame.frameElement()).boundingBox() : await frame.evaluate(windowOf)
  // Not as an element: a page's policy may forbid it.
  await frame.evaluate((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    // Parts of the page that came later have theirs among them.
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    Reflect.set(globalThis, 'sheetOfTest', sheet)
  }, style)
  const { data } = await chromium.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    ...(clip ? { clip: { ...clip, scale: 1 } } : {}),
  })
  await frame.evaluate(() => {
    const ours: unknown = Reflect.get(globalThis, 'sheetOfTest')
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== ours)
  })
  return data
}

/** Where a window is in its document. Runs in the page. */
const windowOf = () => ({ x: scrollX, y: scrollY, width: innerWidth, height: innerHeight })
