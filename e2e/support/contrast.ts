/// <reference lib="dom" />
/**
 * Measures contrast where it is seen, in the picture of a page (WCAG 2.2): each piece of text against what is around its
 * letters (1.4.3: 4.5, and 3 for large text), each sign and the edge of each control against what is around them (1.4.11: 3),
 * and the ring of the focus against what is there without it (2.4.13: 3). What a rule cannot know is in it: pictures behind
 * text, mixed and see-through colours. Runs in Node, beside the browser.
 */
import type { Frame, Page } from '@playwright/test'
import { shotOf } from './shot.ts'

type Box = {
  what: string
  kind: 'glyphs' | 'edge' | 'ring'
  x: number
  y: number
  width: number
  height: number
  minimum: number
}

/** Strokes of letters are thinner than pixels, and mixed with what is around them; thicker ones show their own colour. */
const thickerLetters = '*, ::placeholder { -webkit-text-stroke: 0.7px; caret-color: transparent }'

/**
 * What is to have an edge that is seen. Other buttons are known by their words or sign: what is behind those is a tint, which
 * nobody needs in order to find them.
 */
const withEdges =
  'input, select, textarea, .primary, [class*=_primary_], [class*=_secondary_], [class*=_danger_], [class*=_off_], [class*=_active_]'

/**
 * @returns what is seen too badly, each with the contrast that was found and the one that it needs. Twice, as something may
 * have moved between being found and its picture.
 */
export async function faintIn(page: Page, frame: Frame, style = ''): Promise<string[]> {
  const look = async () => {
    const boxes = await frame.evaluate(boxesIn, withEdges)
    return page.evaluate(measure, { boxes, picture: await shot(page, frame, style), before: null })
  }
  const found = await look()
  if (found.length === 0) return found
  const again = await look()
  return found.filter((one) => again.includes(one))
}

/** @returns whose focus is seen too badly. In a page whose `data-test="focus"` draws it on all that can have it. */
export async function faintRingsIn(page: Page, frame: Frame, style: string): Promise<string[]> {
  const before = await shot(page, frame, style)
  await frame.evaluate(() => document.documentElement.setAttribute('data-test', 'focus'))
  const boxes = await frame.evaluate(ringsIn)
  const picture = await shot(page, frame, style)
  await frame.evaluate(() => document.documentElement.removeAttribute('data-test'))
  return page.evaluate(measure, { boxes, picture, before })
}

const shot = (page: Page, frame: Frame, style: string) => shotOf(page, frame, `${thickerLetters} ${style}`)

/** Runs in the page. */
function boxesIn(withEdges: string): Box[] {
  const found: Box[] = []
  // What lets presses through lies on top all the same.
  const solid = new CSSStyleSheet()
  solid.replaceSync('*, ::before, ::after { pointer-events: auto !important }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, solid]
  const isSeen = (element: Element, { left, top, right, bottom, width, height }: DOMRect) => {
    if (width < 6 || height < 6 || left < 1 || top < 1 || right > innerWidth - 1 || bottom > innerHeight - 1)
      return false
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    const hits = [0.1, 0.5, 0.9].map((share) => document.elementFromPoint(left + width * share, top + height / 2))
    return hits.every((hit) => element.contains(hit))
  }
  const add = (what: string, kind: Box['kind'], element: Element, box: DOMRect, minimum: number) => {
    if (element.closest(':disabled, [aria-disabled="true"], option') || !isSeen(element, box)) return
    const { x, y, width, height } = box
    found.push({ what, kind, x, y, width, height, minimum })
  }
  const minimumOf = (element: Element) => {
    const { fontSize, fontWeight } = getComputedStyle(element)
    const size = Number.parseFloat(fontSize)
    return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5
  }
  const nameOf = (element: Element) => {
    const { textContent } = (element as HTMLInputElement).labels?.[0] ?? element
    return (element.getAttribute('aria-label') ?? textContent?.trim() ?? '').slice(0, 40)
  }

  /** Where a line changes its direction it is in parts, of which one may be a blank alone. */
  const linesOf = (range: Range) => {
    const lines = new Map<number, DOMRect>()
    for (const part of range.getClientRects()) {
      const line = lines.get(part.y) ?? part
      const left = Math.min(line.left, part.left)
      const right = Math.max(line.right, part.right)
      lines.set(part.y, new DOMRect(left, part.y, right - left, Math.max(line.height, part.height)))
    }
    return lines.values()
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    const around = node.parentElement
    if (!around || !/[\p{L}\p{N}]/u.test(text)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const line of linesOf(range)) add(`“${text.slice(0, 40)}”`, 'glyphs', around, line, minimumOf(around))
  }
  for (const sign of document.querySelectorAll('svg')) {
    const control = sign.closest('button, a, summary, label')
    if (control) add(`sign of “${nameOf(control)}”`, 'glyphs', sign, sign.getBoundingClientRect(), 3)
  }
  const fields = 'input:not([type=checkbox], [type=radio]), select, textarea'
  for (const field of document.querySelectorAll<HTMLInputElement>(fields)) {
    if (!field.value && !field.placeholder) continue
    const { x, y, width, height } = field.getBoundingClientRect()
    const inside = new DOMRect(x + 4, y + 4, width - 8, height - 8)
    add(`text in “${nameOf(field)}”`, 'glyphs', field, inside, minimumOf(field))
  }
  for (const control of document.querySelectorAll(withEdges)) {
    // A control may be drawn by a part of it, above its words.
    const drawn = [control, ...control.querySelectorAll(':not(svg *)')].find((part) => {
      const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(part)
      const has = (colour: string) => !/^rgba\(.*, 0\)$/.test(colour)
      return has(backgroundColor) || (Number.parseFloat(borderTopWidth) > 0 && has(borderTopColor))
    })
    if (drawn) add(`edge of “${nameOf(control)}”`, 'edge', drawn, drawn.getBoundingClientRect(), 3)
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== solid)
  return found
}

/** Runs in the page. */
function ringsIn(): Box[] {
  return [...document.querySelectorAll('button, input, select, textarea, a, summary')].flatMap((control) => {
    const { x, y, width, height, right, bottom } = control.getBoundingClientRect()
    const isWithin = x >= 1 && y >= 1 && right < innerWidth && bottom < innerHeight && width > 0
    if (!isWithin || !control.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return []
    if (!control.contains(document.elementFromPoint(x + width / 2, y + height / 2))) return []
    const what = `focus on “${control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 40)}”`
    return [{ what, kind: 'ring' as const, x, y, width, height, minimum: 3 }]
  })
}

type Measured = { boxes: Box[]; picture: string; before: string | null }

/** Runs in a page. */
async function measure({ boxes, picture, before }: Measured): Promise<string[]> {
  // Looked up, as there are millions of them in a picture.
  const channels = Float64Array.from({ length: 256 }, (_, value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const channel = (value: number) => channels[value] ?? 0
  const readerOf = async (picture: string) => {
    // Not from an address: a page's policy may forbid it.
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true })
    if (!drawing) throw new Error('Nothing can be drawn here')
    drawing.drawImage(image, 0, 0)
    return (x: number, y: number, width: number, height: number) => {
      const sizes = [x, y, Math.max(1, width), Math.max(1, height)].map(Math.round) as [number, number, number, number]
      const { data } = drawing.getImageData(...sizes)
      const luminances: number[] = []
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
        luminances.push(0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b))
      }
      return luminances
    }
  }
  type Reader = Awaited<ReturnType<typeof readerOf>>
  const now = await readerOf(picture)
  const then = before === null ? now : await readerOf(before)
  const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  const descending = (one: number, other: number) => other - one
  const mostUsual = (values: readonly number[]) => {
    const counts = new Map<number, number>()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0]
  }
  /** From `out` pixels outside to as many inside, across the middle of each edge. */
  const across = (read: Reader, { x, y, width, height }: Box, out: number) => [
    read(x + width / 2, y - out, 1, 2 * out),
    read(x + width / 2, y + height - out, 1, 2 * out).reverse(),
    read(x - out, y + height / 2, 2 * out, 1),
    read(x + width - out, y + height / 2, 2 * out, 1).reverse(),
  ]
  // One of the four may lie on something else.
  const third = (found: number[]) => found.sort(descending)[2] ?? 1
  const found = {
    glyphs({ x, y, width, height }: Box) {
      const inside = now(x, y, width, height)
      const ground = mostUsual(inside)
      // Sorted as numbers, without a call for each two of them.
      const found = Float64Array.from(inside, (value) => contrast(value, ground)).sort()
      // Single pixels may be those of something that is near.
      return found[found.length - 1 - Math.floor(found.length / 50)] ?? 1
    },
    edge: (box: Box) =>
      third(
        across(now, box, 4).map(([outside = 0, ...line]) => Math.max(...line.map((value) => contrast(value, outside)))),
      ),
    ring(box: Box) {
      const without = across(then, box, 7)
      const lines = across(now, box, 7)
      return third(
        lines.map((line, index) => Math.max(...line.map((value, at) => contrast(value, without[index]?.[at] ?? 0)))),
      )
    },
  }
  return boxes.flatMap((box) => {
    const contrast = found[box.kind](box)
    // Colours on a screen are whole numbers.
    return contrast < box.minimum - 0.05 ? [`${box.what}: ${contrast.toFixed(2)} of ${box.minimum}`] : []
  })
}
