import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'

/** Somebody with a browser of their own. */
export type Person = {
  page: Page
  context: BrowserContext
  button(name: string | RegExp): Locator
  /** Through the precall with one click. */
  join(): Promise<void>
  /** Until the picture of somebody else moves; `who` is part of their name. */
  sees(others?: number): Promise<void>
  /** Until the sound of so many others has a level that is not silence. */
  hears(others?: number): Promise<void>
  close(): Promise<void>
}

type Opening = { context?: BrowserContext } & NonNullable<Parameters<Browser['newContext']>[0]>

export async function open(
  browser: Browser,
  url: string,
  { context: given, ...options }: Opening = {},
): Promise<Person> {
  const context = given ?? (await browser.newContext(options))
  const page = await context.newPage()
  await page.goto(url)
  return personAt(page)
}

function personAt(page: Page): Person {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  return {
    page,
    context: page.context(),
    button,
    join: () => button('Join').click(),
    async sees(others = 1) {
      await expect(page.locator('video[data-visit]')).toHaveCount(others, { timeout: 30_000 })
      await expect.poll(() => page.evaluate(countMovingPictures, undefined), { timeout: 30_000 }).toBe(others)
    },
    async hears(others = 1) {
      await expect.poll(() => page.evaluate(countSounds), { timeout: 30_000 }).toBe(others)
    },
    close: () => page.context().close(),
  }
}

/** How many of the others' pictures change within two seconds. Runs in the page. */
export async function countMovingPictures(pictures = 'video[data-visit]'): Promise<number> {
  const videos = [...document.querySelectorAll<HTMLVideoElement>(pictures)]
  const look = (video: HTMLVideoElement) => {
    const canvas = document.createElement('canvas')
    canvas.width = 64
    canvas.height = 36
    const drawing = canvas.getContext('2d')
    if (!drawing || video.videoWidth === 0) return null
    drawing.drawImage(video, 0, 0, 64, 36)
    return drawing.getImageData(0, 0, 64, 36).data.join()
  }
  const before = videos.map(look)
  const moved = new Set<number>()
  // On a small machine with many people a picture may stand still for a moment.
  for (let round = 0; round < 5 && moved.size < videos.length; round++) {
    await new Promise((resolve) => setTimeout(resolve, 400))
    for (const [at, video] of videos.entries()) {
      const after = look(video)
      if (after !== null && after !== before[at]) moved.add(at)
    }
  }
  return moved.size
}

/** How many of the others' sounds reach a level above silence within 1.5 s (the fake microphone beeps each second). */
async function countSounds(): Promise<number> {
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
  return peaks.filter((peak) => peak > 0.01).length
}
