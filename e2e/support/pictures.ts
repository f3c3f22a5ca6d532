/// <reference lib="dom" />
/**
 * Compares how each screen looks with how it looked in the commit before, so that a change that nobody meant is seen.
 * What is kept of a picture is how bright each of its cells is: a file that can be read, and that a commit shows. Runs in
 * Node, beside the browser.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Frame, Page } from '@playwright/test'

/** How bright a cell is, as a letter or digit says: 0 is black, z white. */
const levels = 36
/** What letters that are drawn a little differently, or another minute on a clock, change. */
const tolerance = 2

const kept = path.join(import.meta.dirname, '../../room/test/pictures.json')
const seen = path.join(import.meta.dirname, '../../test-results/pictures')

type Pictures = { drawnBy: string; screens: Record<string, string[]> }

/** `npm run pictures` keeps what is seen instead of comparing it. */
const isKeeping = process.env.PICTURES === 'keep'
let before: Pictures | null = null
const now: Record<string, string[]> = {}

/**
 * @returns what is different, or null. Nothing is, where another browser or other letters draw: it is not known then.
 */
export async function comparePicture(page: Page, frame: Frame, screen: string): Promise<string | null> {
  const drawnBy = `Chromium ${page.context().browser()?.version().split('.')[0]}, ${await frame.evaluate(lettersHere)}`
  // The window that the page is in: a body whose parts are all fixed is nothing to take a picture of.
  const window = await frame.frameElement()
  const picture = await window.screenshot({
    animations: 'disabled',
    caret: 'hide',
    style: 'video { visibility: hidden }',
  })
  const rows = await page.evaluate(printOf, { picture: picture.toString('base64'), levels })
  if (isKeeping) {
    now[screen] = rows
    const screens = Object.fromEntries(Object.entries(now).sort(([one], [other]) => (one < other ? -1 : 1)))
    writeFileSync(kept, `${JSON.stringify({ drawnBy, screens } satisfies Pictures, null, 1)}\n`)
    return null
  }
  before ??= existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : null
  if (before?.drawnBy !== drawnBy) return null
  const known = before.screens[screen]
  const places = known ? differencesOf(known, rows) : ['all of it, as it is new']
  if (places.length === 0) return null
  mkdirSync(seen, { recursive: true })
  const file = path.join(seen, `${screen.replace(/[^\p{L}\p{N}(), ]/gu, '-')}.png`)
  writeFileSync(file, picture)
  return `“${screen}” looks different: ${places.slice(0, 6).join(', ')} (see ${file}). If it was meant, keep it with "npm run pictures".`
}

function differencesOf(known: readonly string[], rows: readonly string[]): string[] {
  if (known.length !== rows.length) return ['its height']
  const places: string[] = []
  rows.forEach((row, y) => {
    ;[...row].forEach((level, x) => {
      const was = Number.parseInt(known[y]?.[x] ?? '', levels)
      if (Math.abs(Number.parseInt(level, levels) - was) > tolerance) places.push(`column ${x + 1} of row ${y + 1}`)
    })
  })
  return places
}

/** How wide words are: the fonts of a machine. Runs in the page. */
function lettersHere(): string {
  const drawing = document.createElement('canvas').getContext('2d')
  if (!drawing) return 'nothing'
  drawing.font = `100px ${getComputedStyle(document.documentElement).fontFamily}`
  return ['Waiting room', 'الانتظار', '等候室'].map((words) => Math.round(drawing.measureText(words).width)).join(' ')
}

type Print = { picture: string; levels: number }

/** Runs in a page. */
async function printOf({ picture, levels }: Print): Promise<string[]> {
  const image = new Image()
  image.src = `data:image/png;base64,${picture}`
  await image.decode()
  const columns = image.width > image.height ? 24 : 12
  const rows = Math.max(1, Math.round((image.height / image.width) * columns))
  const canvas = new OffscreenCanvas(image.width, image.height)
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  if (!drawing) throw new Error('Nothing can be drawn here')
  drawing.drawImage(image, 0, 0)
  const { data } = drawing.getImageData(0, 0, image.width, image.height)
  const sums = new Float64Array(rows * columns)
  const counts = new Float64Array(rows * columns)
  for (let y = 0; y < image.height; y++) {
    const row = Math.floor((y * rows) / image.height) * columns
    for (let x = 0; x < image.width; x++) {
      const cell = row + Math.floor((x * columns) / image.width)
      const at = (y * image.width + x) * 4
      sums[cell] = (sums[cell] ?? 0) + 0.3 * (data[at] ?? 0) + 0.6 * (data[at + 1] ?? 0) + 0.1 * (data[at + 2] ?? 0)
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const cell = row * columns + column
      return Math.round(((sums[cell] ?? 0) / (counts[cell] || 1) / 255) * (levels - 1)).toString(levels)
    }).join(''),
  )
}
