/// <reference lib="dom" />
/**
 * Compares how each screen looks with how it looked in the commit before, so that a change that nobody meant is seen. What is
 * kept of a picture is how bright each of its strips is, across and down: a line that a commit shows. A button that moves by
 * 4 px brightens some strips and darkens others, and the edges of letters that are drawn a little differently even out. Runs
 * in Node, beside the browser.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Frame, Page } from '@playwright/test'
import { shotOf } from './shot.ts'

/** How high or wide a strip is. */
const stripPx = 10
/** How bright a strip is, in two digits of this base. */
const base = 36
/** Of `base` ² steps. */
const tolerance = 3

const mostLooks = 8

const kept = path.join(import.meta.dirname, '../../room/test/pictures.json')
const seen = path.join(import.meta.dirname, '../../test-results/pictures')

/** Its strips from the top, and those from the left. */
type Print = `${string} ${string}`
type Pictures = { drawnBy: string; screens: Record<string, Print> }

/** `npm run pictures` keeps what is seen instead of comparing it. */
const isKeeping = process.env.PICTURES === 'keep'
const now: Pictures['screens'] = {}
const told = new Set<string>()
let before: Pictures | null = null

/** What sounds and addresses draw, which are others each time. */
const isOther = `
  video, [role=meter] *, svg[class*=_code_], p[class*=_link_], [class*=_speaking_]::after { visibility: hidden !important }
  [class*=_bar_][aria-hidden] > bdi { visibility: hidden !important }
  [class*=_speaking_] [class*=_sign_] { display: none !important }
  * { caret-color: transparent !important }
`

/**
 * @returns what is different, or null. Nothing is, where another browser or other letters draw: it is not known then, and
 * said once.
 */
export async function comparePicture(page: Page, frame: Frame, screen: string): Promise<string | null> {
  const drawnBy = await frame.evaluate(handHere)
  if (!isKeeping) {
    before ??= existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : { drawnBy: '', screens: {} }
    if (before?.drawnBy !== drawnBy) return tellOnce(before?.drawnBy ? otherHand : nothingKept)
  }
  if (isKeeping) {
    now[screen] = await stillPrint(page, frame)
    const screens = Object.fromEntries(Object.entries(now).sort(([one], [other]) => (one < other ? -1 : 1)))
    writeFileSync(kept, `${JSON.stringify({ drawnBy, screens } satisfies Pictures, null, 1)}\n`)
    return null
  }
  const known = before?.screens[screen]
  let [where, picture]: [string | null, string | null] = ['it is new', null]
  // On a machine that has other things to do something may still be on its way.
  for (let looks = 0; where && looks < mostLooks; looks++) {
    const seen = await printIn(page, frame)
    picture = seen.picture
    if (known) where = whereDifferent(known, seen.print)
  }
  if (!where || !picture) return null
  mkdirSync(seen, { recursive: true })
  const file = path.join(seen, `${screen.replace(/[^\p{L}\p{N}(), ]/gu, '-')}.png`)
  writeFileSync(file, Buffer.from(picture, 'base64'))
  return `“${screen}” looks different: ${where} (see ${file}). If you meant it, keep it with "npm run pictures".`
}

/** What two pictures one after the other have in common. */
async function stillPrint(page: Page, frame: Frame): Promise<Print> {
  let { print } = await printIn(page, frame)
  for (let looks = 0; looks < mostLooks; looks++) {
    const before = print
    ;({ print } = await printIn(page, frame))
    if (print === before) break
  }
  return print
}

export async function printIn(page: Page, frame: Frame) {
  // Nothing is pointed at: where the pointer was left depends on which test was here before.
  await page.mouse.move(0, 0)
  const picture = await shotOf(page, frame, isOther)
  return { picture, print: await page.evaluate(printOf, { picture, stripPx, base }) }
}

const nothingKept = 'No pictures of screens are kept, so none are compared ("npm run pictures" keeps them).'
const otherHand =
  'Screens are not compared with their pictures: this browser or its fonts draw letters in another way than those with ' +
  'which the pictures were kept. The Chromium and the fonts of Debian 12 that the scripts install draw them as they did.'

function tellOnce(sentence: string): null {
  if (!told.has(sentence)) console.warn(sentence)
  told.add(sentence)
  return null
}

/** @returns where on the screen, or null. */
export function whereDifferent(known: Print, print: Print): string | null {
  const [before, after] = [known, print].map((one) => one.split(' ').map(stepsOf))
  const ranges = ['from the top', 'from the left'].map((from, way) => {
    const [was, is] = [before?.[way] ?? [], after?.[way] ?? []]
    if (was.length !== is.length) return 'it has another size'
    const places = is.flatMap((step, place) => (Math.abs(step - (was[place] ?? 0)) > tolerance ? [place] : []))
    const [first, last] = [places[0], places.at(-1)]
    return first === undefined || last === undefined ? null : `${first * stripPx} to ${(last + 1) * stripPx} px ${from}`
  })
  return ranges.filter((range) => range !== null).join(', ') || null
}

const stepsOf = (digits: string) => (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, base))

/** How letters of three scripts, and round corners, are drawn here. Runs in the page. */
function handHere(): string {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [400, 40]
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  if (!drawing) return 'nobody'
  drawing.font = `600 16px ${getComputedStyle(document.documentElement).fontFamily}`
  drawing.fillText('Waiting room الانتظار 等候室', 4, 20)
  drawing.roundRect(300, 4, 60, 30, 12)
  drawing.stroke()
  let hash = 5381
  for (const value of drawing.getImageData(0, 0, 400, 40).data) hash = (Math.imul(hash, 33) + value) | 0
  return (hash >>> 0).toString(36)
}

type Given = { picture: string; stripPx: number; base: number }

/** Runs in a page. */
async function printOf({ picture, stripPx, base }: Given): Promise<Print> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const { width, height } = image
  const drawing = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!drawing) throw new Error('Nothing can be drawn here')
  drawing.drawImage(image, 0, 0)
  const { data } = drawing.getImageData(0, 0, width, height)
  const across = new Float64Array(Math.ceil(width / stripPx))
  const down = new Float64Array(Math.ceil(height / stripPx))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
      // By other shares, so that a colour that is another one and as bright is seen, too.
      const [row, column] = [Math.floor(y / stripPx), Math.floor(x / stripPx)]
      down[row] = (down[row] ?? 0) + 0.3 * r + 0.5 * g + 0.2 * b
      across[column] = (across[column] ?? 0) + 0.5 * r + 0.1 * g + 0.4 * b
    }
  }
  const digitsOf = (sums: Float64Array, long: number) =>
    [...sums]
      .map((sum, place) => {
        const thick = Math.min(stripPx, (sums === down ? height : width) - place * stripPx)
        const step = Math.round((sum / (long * thick) / 255) * (base ** 2 - 1))
        return step.toString(base).padStart(2, '0')
      })
      .join('')
  return `${digitsOf(down, width)} ${digitsOf(across, height)}`
}
