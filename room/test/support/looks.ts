import axe from 'axe-core'
import { expect } from 'vitest'
import { commands, page } from 'vitest/browser'
import bar from '../../src/screens/in-call/bar/controls.module.css'
import { words } from '../../src/words/words.ts'
import { withTimeHeld } from './held-time.ts'

/** How people's browsers look. */
export const looks = {
  'light, wide': { colorScheme: 'light', width: 1440, height: 900 },
  'dark, wide': { colorScheme: 'dark', width: 1440, height: 900 },
  'light, phone': { colorScheme: 'light', width: 360, height: 740 },
  'dark, phone': { colorScheme: 'dark', width: 360, height: 740 },
} as const
export type Look = keyof typeof looks
const compared: readonly Look[] = ['light, wide', 'dark, phone']

/** All that draws: whatever of it the room fetches later comes at once then. */
const laterCode = import.meta.glob([
  '../../src/**/*.tsx',
  '../../src/**/{later,payment}-parts.ts',
  '../../src/words/*/later/later.ts',
  '!../../src/start.tsx',
])

declare module 'vitest/browser' {
  interface BrowserCommands {
    prefer: (media: { colorScheme: 'light' | 'dark'; reducedMotion: 'reduce' }) => Promise<void>
    /** How the page differs from its picture of the commit before. */
    compare: (screen: string) => Promise<string | null>
  }
}

export async function lookAs(look: Look) {
  const { colorScheme, width, height } = looks[look]
  // Without motion, so that nothing is looked at halfway.
  await commands.prefer({ colorScheme, reducedMotion: 'reduce' })
  await page.viewport(width, height)
  const looksSo = () => innerWidth === width && matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches
  await expect.poll(looksSo).toBe(true)
  await untilLaidOut()
}

/** The pictures of a call are laid out anew a moment after their stage has another size; until then they lie over others. */
export async function untilLaidOut() {
  let before = ''
  for (let alike = 0; alike < 3; ) {
    await new Promise(requestAnimationFrame)
    const places = [...document.querySelectorAll<HTMLElement>('#root :not(svg, svg *)')].map(
      ({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) => `${[offsetLeft, offsetTop, offsetWidth, offsetHeight]}`,
    )
    const now = places.join(' ')
    alike = now === before ? alike + 1 : 0
    before = now
  }
}

/**
 * Looks at what is drawn as a person would find it, in each look: no fault that axe knows, nothing wider than the window,
 * nothing else than in the commit before.
 */
export async function inspect(screen: string, among = Object.keys(looks) as Look[]) {
  await withTimeHeld(async () => {
    for (const look of among) {
      await lookAs(look)
      await allIsThere()
      await expectNoFaults(`${screen} (${look})`)
      // Two looks are enough to see that something has moved; each picture takes time.
      if (compared.includes(look)) expect.soft(await commands.compare(`${screen} (${look})`)).toBeNull()
    }
  })
}

/** Nothing is on its way that would be drawn a moment later. */
export async function allIsThere() {
  await Promise.all(Object.values(laterCode).map((load) => load()))
  await expect.poll(onItsWay, { timeout: 15_000 }).toEqual([])
  await document.fonts.ready
  await untilLaidOut()
}

/** What will be drawn, or will end, by itself. */
function onItsWay(): string[] {
  const moving = document.getAnimations().filter(({ playState }) => playState === 'running')
  // A screen that has not come says so.
  const blank = [...document.querySelectorAll<HTMLVideoElement>('video:not([data-screen])')].filter(
    (video) => isLive(video) && !video.videoWidth,
  )
  const meter = document.querySelector('[role=meter]')
  return [
    ...all(`.${bar.place}`).map(() => 'a button of the bar'),
    ...moving.map(({ effect }) => `a movement of ${(effect as KeyframeEffect | null)?.target?.className}`),
    ...blank.map(() => 'the first picture of a video'),
    ...(meter && !document.body.textContent.includes(words.devices.heard) ? ['that somebody is heard'] : []),
  ]
}

const all = (selector: string) => [...document.querySelectorAll(selector)]

const isLive = ({ srcObject }: HTMLVideoElement) =>
  srcObject instanceof MediaStream && srcObject.getVideoTracks().some((track) => track.readyState === 'live')

async function expectNoFaults(screen: string) {
  const { violations } = await withoutLigatures(() =>
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  )
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, screen).toEqual([])
  const overflow = document.documentElement.scrollWidth - innerWidth
  expect.soft(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(0)
}

/**
 * Letters that join are narrower together than one by one, by which axe takes Arabic words for icons of a font and does not
 * judge their contrast. There is no such font here.
 */
async function withoutLigatures<T>(run: () => Promise<T>): Promise<T> {
  const { prototype } = CanvasRenderingContext2D
  const { measureText } = prototype
  prototype.measureText = (text) => ({ width: 30 * text.length }) as TextMetrics
  try {
    return await run()
  } finally {
    prototype.measureText = measureText
  }
}
