import { existsSync } from 'node:fs'
import os from 'node:os'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'

/** A browser with a camera and a microphone that are made up, started as the journeys start it. */
export function launch(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  return chromium.launch({
    ...(existsSync(given) ? { executablePath: given } : {}),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--disable-background-networking',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

/** A browser that opens a window is busy with itself for a while: so long that less than half of this machine is. */
export async function untilQuiet() {
  const deadline = Date.now() + 10_000
  for (let before = times(); Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const now = times()
    const isQuiet = (now.idle - before.idle) / (now.all - before.all) > 0.5
    if (isQuiet) return
    before = now
  }
}

/** What the processors have spent since the machine was started, in milliseconds. */
function times() {
  const each = os.cpus().map((cpu) => cpu.times)
  const sum = (values: number[]) => values.reduce((one, other) => one + other, 0)
  return { idle: sum(each.map(({ idle }) => idle)), all: sum(each.flatMap((one) => Object.values(one))) }
}

/**
 * Waits for first pictures of other people. `marks` gets the time (Date.now(), one clock for all pages of a machine)
 * of the first picture of each video that `selector` finds, in the order in which they come.
 */
export async function watchFirstPictures(context: BrowserContext, selector: string) {
  const marks: number[] = []
  const waiting = new Set<() => void>()
  await context.exposeBinding('benchPicture', (_source, at: number) => {
    marks.push(at)
    for (const look of waiting) look()
  })
  await context.addInitScript((selector) => {
    const known = new WeakSet<HTMLVideoElement>()
    const { benchPicture } = globalThis as unknown as { benchPicture(at: number): void }
    const look = () => {
      for (const video of document.querySelectorAll<HTMLVideoElement>(selector)) {
        if (known.has(video)) continue
        known.add(video)
        video.requestVideoFrameCallback(() => benchPicture(Date.now()))
      }
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
  }, selector)
  return {
    marks,
    /** The time of the first picture number `index` (from 0). */
    async picture(index: number): Promise<number> {
      const deadline = Date.now() + 20_000
      while (marks.length <= index) {
        if (Date.now() > deadline) throw new Error(`No picture came for "${selector}"`)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, 1_000)
          function done() {
            clearTimeout(timer)
            waiting.delete(done)
            resolve()
          }
          waiting.add(done)
        })
      }
      return marks[index] as number
    },
  }
}
