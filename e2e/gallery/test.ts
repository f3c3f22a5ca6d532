import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { filmOf } from '../support/films.ts'
import { open, type Person } from '../support/person.ts'
import type { PortraitName } from '../support/portraits.ts'
import { test as base, expect } from '../support/test.ts'

/** Everybody has a camera of their own here, and somebody is seen by it: Ana unless it says who. */
export const test = base.extend<object, { cast: (name: PortraitName) => Promise<Browser> }>({
  cast: [
    async ({ browser }, use, { project }) => {
      const browsers = new Map<PortraitName, Browser>()
      const { executablePath, args = [] } = project.use.launchOptions ?? {}
      await use(async (name) => {
        const known = browsers.get(name)
        if (known) return known
        const page = await browser.newPage()
        const film = await filmOf(name, page)
        await page.close()
        const launched = await chromium.launch({
          ...(executablePath && existsSync(executablePath) ? { executablePath } : {}),
          args: [...args, `--use-file-for-fake-video-capture=${film}`],
        })
        browsers.set(name, launched)
        return launched
      })
      for (const browser of browsers.values()) await browser.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  visit: async ({ cast }, use) => {
    const people: Person[] = []
    await use(async (url, { as = 'ana', prepare, ...options } = {}) => {
      const person = await open(await cast(as), url, {
        ...usual,
        ...options,
        prepare: async (context) => {
          await context.addInitScript(nameDevices)
          await prepare?.(context)
        },
      })
      people.push(person)
      return person
    })
    for (const person of people) await person.close()
  },
})

/** Where nobody's clock shows the time of the world. */
const usual = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Madrid' }

/** What a page that has just come says in its language, by the name that these words have: `call.menu`, `plugins.chat.title`. */
export async function says({ page }: Person, name: string, ...about: unknown[]): Promise<string> {
  return page.evaluate(
    ({ name, about }) => {
      const words: unknown = Reflect.get(globalThis, 'anteroomWords')
      const partOf = (whole: unknown, key: string): unknown =>
        // The words of plugins are called by their files.
        Object.entries(whole as object).find(([own]) => own === key || own.includes(`/${key}/`))?.[1]
      const found = name.split('.').reduce(partOf, words)
      return String(typeof found === 'function' ? found(...about) : found)
    },
    { name, about },
  )
}

/** On phones it is a panel, which stays one on a wide screen; beside wide pictures it would be gone in the looks of phones. */
export async function openWaitingPanel({ page }: Person) {
  await page.setViewportSize({ width: 393, height: 852 })
  await expect(page.locator('[data-lane=strip]')).toBeAttached()
  await page.keyboard.press('w')
  await expect(page.locator('[data-waiter]').first()).toBeVisible()
}

/** Cameras that are films are called by their files; speakers that nobody hears have no name at all. Runs in the page. */
function nameDevices() {
  const names = {
    videoinput: 'FaceTime HD Camera',
    audioinput: 'Built-in microphone',
    audiooutput: 'Built-in speakers',
  }
  Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
    get(this: MediaDeviceInfo) {
      return names[this.kind]
    },
  })
}

/** Whoever shows their screen shows a sheet of results. Runs in the page, before all else. */
export function showDocument() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 800 })
    const drawing = canvas.getContext('2d')
    const lines = [
      ['Haemoglobin', '138 g/l', '120 – 155'],
      ['Leukocytes', '6.4 /nl', '4.0 – 10.0'],
      ['C-reactive protein', '3.1 mg/l', '< 5.0'],
      ['Creatinine', '71 µmol/l', '45 – 84'],
      ['Ferritin', '62 µg/l', '15 – 150'],
      ['Vitamin D', '54 nmol/l', '50 – 125'],
    ]
    const draw = () => {
      if (!drawing) return
      drawing.fillStyle = '#fff'
      drawing.fillRect(0, 0, 1280, 800)
      drawing.fillStyle = '#1b2a33'
      drawing.font = '600 40px sans-serif'
      drawing.fillText('Laboratory results', 90, 120)
      drawing.font = '28px sans-serif'
      for (const [row, cells] of lines.entries()) {
        const y = 220 + row * 84
        drawing.fillStyle = row % 2 ? '#fff' : '#eef3f4'
        drawing.fillRect(70, y - 50, 1140, 76)
        drawing.fillStyle = '#1b2a33'
        for (const [at, cell] of cells.entries()) drawing.fillText(cell, [90, 600, 940][at] ?? 0, y)
      }
    }
    draw()
    // A picture that nobody draws again is sent once and then no more.
    setInterval(draw, 200)
    return canvas.captureStream(5)
  }
}
