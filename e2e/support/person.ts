import { randomUUID } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { tellOfCrashes } from './crashes.ts'
import type { PortraitName } from './portraits.ts'

/** Somebody with a browser of their own. */
export type Person = {
  page: Page
  context: BrowserContext
  button(name: string | RegExp): Locator
  /** Through the precall with one click. */
  join(): Promise<void>
  /** Until the picture of somebody else moves; `who` is part of their name. */
  sees(others?: number): Promise<void>
  /** Until the pictures of so many others have moved, one now and another one then: on a small machine some rest meanwhile. */
  hasSeen(others: number): Promise<void>
  /** Until the sound of so many others has a level that is not silence. */
  hears(others?: number): Promise<void>
  close(): Promise<void>
}

type Opening = NonNullable<Parameters<Browser['newContext']>[0]> & {
  context?: BrowserContext
  /** What is done with it before the page is opened. */
  prepare?: (context: BrowserContext) => Promise<unknown>
  /** Whom their camera sees, where everybody has a camera of their own (`gallery/test.ts`). */
  as?: PortraitName
}

export async function open(
  browser: Browser,
  url: string,
  { context: given, prepare, ...options }: Opening = {},
): Promise<Person> {
  const context = given ?? (await browser.newContext(options))
  await prepare?.(context)
  const page = await context.newPage()
  tellOfCrashes(page)
  await page.goto(url)
  return personAt(page)
}

/** How long to wait at most. Whoever sees many others shares the machine with all their browsers. */
const patienceMs = (others: number) => 20_000 + 5_000 * others ** 2

function personAt(page: Page): Person {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  return {
    page,
    context: page.context(),
    button,
    join: () => button(/^(Join(?! call)|Start call|Move the call here)/).click(),
    async sees(others = 1) {
      const [since, timeout] = [randomUUID(), patienceMs(others)]
      await expect(page.locator('video[data-visit]')).toHaveCount(others, { timeout })
      await expect.poll(() => page.evaluate(movingPictures, { since }), { timeout }).toHaveLength(others)
    },
    async hasSeen(others) {
      const seen = new Set<string>()
      const since = randomUUID()
      const look = async () => {
        for (const visitId of await page.evaluate(movingPictures, { since })) seen.add(visitId)
        return seen.size
      }
      await expect.poll(look, { timeout: patienceMs(others) }).toBe(others)
    },
    async hears(others = 1) {
      const [since, timeout] = [randomUUID(), patienceMs(others)]
      await expect.poll(() => page.evaluate(countSounds, { since }), { timeout }).toBe(others)
    },
    close: () => page.context().close(),
  }
}

/** What to count in a page, and since when: whoever asks with the same `since` again adds to what is known. */
type Looking = { since: string; pictures?: string }

declare global {
  interface Window {
    picturesOfTest?: Record<string, Map<HTMLVideoElement, { first: string; hasMoved: boolean }>>
    soundsOfTest?: Record<string, Set<MediaStreamTrack>>
  }
}

/** The visits of the others whose pictures have changed since they were first looked at. Runs in the page. */
export function movingPictures({ since, pictures = 'video[data-visit]' }: Looking): string[] {
  window.picturesOfTest ??= {}
  window.picturesOfTest[since] ??= new Map()
  const known = window.picturesOfTest[since]
  const moving: string[] = []
  for (const video of document.querySelectorAll<HTMLVideoElement>(pictures)) {
    const canvas = document.createElement('canvas')
    canvas.width = 64
    canvas.height = 36
    // Read where it is drawn: on a small machine the way over the graphics process takes seconds for six people.
    const drawing = canvas.getContext('2d', { willReadFrequently: true })
    if (!drawing || video.videoWidth === 0) continue
    drawing.drawImage(video, 0, 0, 64, 36)
    const now = drawing.getImageData(0, 0, 64, 36).data.join()
    const before = known.get(video) ?? { first: now, hasMoved: false }
    known.set(video, { ...before, hasMoved: before.hasMoved || now !== before.first })
    if (known.get(video)?.hasMoved) moving.push(video.dataset.visit ?? '')
  }
  return moving
}

/**
 * How many of the others' sounds have reached a level above silence (the fake microphone beeps each second). Listens for
 * 1.5 s. Runs in the page.
 */
async function countSounds({ since }: Looking): Promise<number> {
  window.soundsOfTest ??= {}
  window.soundsOfTest[since] ??= new Set()
  const heard = window.soundsOfTest[since]
  const elements = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
  const streams = elements.filter(({ muted, paused }) => !muted && !paused).map(({ srcObject }) => srcObject)
  const tracks = new Set(streams.flatMap((stream) => (stream instanceof MediaStream ? stream.getAudioTracks() : [])))
  const sound = new AudioContext()
  await sound.resume()
  const meters = [...tracks].map((track) => {
    const meter = sound.createAnalyser()
    sound.createMediaStreamSource(new MediaStream([track])).connect(meter)
    return meter
  })
  const peaks = meters.map(() => 0)
  const samples = new Float32Array(2048)
  const end = performance.now() + 1_500
  while (performance.now() < end) {
    meters.forEach((meter, at) => {
      meter.getFloatTimeDomainData(samples)
      peaks[at] = Math.max(peaks[at] ?? 0, ...samples.map(Math.abs))
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  await sound.close()
  ;[...tracks].forEach((track, at) => {
    if ((peaks[at] ?? 0) > 0.01) heard.add(track)
  })
  return [...tracks].filter((track) => heard.has(track)).length
}
