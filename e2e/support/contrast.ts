import type { Page } from '@playwright/test'

type Box = { what: string; kind: 'text' | 'edge'; x: number; y: number; width: number; height: number; minimum: number }

/** What is seen too badly: its name, and the contrast that was found beside the one that it needs. */
export type Faint = { what: string; contrast: number; minimum: number }

/**
 * Measures contrast where it is seen, in the picture of a page: each piece of text against what is around its letters
 * (WCAG 2.2, 1.4.3: 4.5, and 3 for large text), each button and field against what is around it (1.4.11: 3).
 * What a rule cannot know is in it: pictures behind text, mixed and see-through colours.
 */
export async function faintIn(page: Page): Promise<Faint[]> {
  await page.evaluate(untilStill)
  const boxes = await page.evaluate(boxesIn)
  const picture = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
  const reading = await page.context().newPage()
  try {
    return await reading.evaluate(measure, { picture, boxes })
  } finally {
    await reading.close()
  }
}

/** Until nothing has moved for three frames. Runs in the page. */
async function untilStill() {
  let before = ''
  for (let alike = 0; alike < 3; ) {
    await new Promise(requestAnimationFrame)
    const boxes = [...document.querySelectorAll('#root *')].map((element) => element.getBoundingClientRect())
    const now = boxes.map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join()).join(' ')
    alike = now === before ? alike + 1 : 0
    before = now
  }
}

/** Runs in the page. */
function boxesIn(): Box[] {
  const found: Box[] = []
  const inWindow = ({ left, top, right, bottom }: DOMRect) =>
    left >= 2 && top >= 2 && right <= innerWidth - 2 && bottom <= innerHeight - 2
  /** Nothing else lies over its middle. */
  const isOnTop = (element: Element, { left, top, width, height }: DOMRect) => {
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && (element.contains(hit) || hit.contains(element))
  }
  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (
      !parent ||
      !/[\p{L}\p{N}]/u.test(text) ||
      !isShown(parent) ||
      parent.closest('[aria-disabled="true"], :disabled, option')
    )
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width < 6 || box.height < 6 || !inWindow(box) || !isOnTop(parent, box)) continue
    const style = getComputedStyle(parent)
    const size = Number.parseFloat(style.fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600)
    const { x, y, width, height } = box
    found.push({ what: `“${text.slice(0, 40)}”`, kind: 'text', x, y, width, height, minimum: isLarge ? 3 : 4.5 })
  }
  for (const control of document.querySelectorAll('button, input, select, textarea, [role="switch"]')) {
    const style = getComputedStyle(control)
    const box = control.getBoundingClientRect()
    const isBare = Number.parseFloat(style.borderTopWidth) === 0 && style.backgroundColor === 'rgba(0, 0, 0, 0)'
    const isOff = control.matches(':disabled, [aria-disabled="true"]')
    if (isBare || isOff || !isShown(control) || box.width < 16 || !inWindow(box) || !isOnTop(control, box)) continue
    const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.tagName
    const { x, y, width, height } = box
    found.push({ what: `edge of “${name.slice(0, 40)}”`, kind: 'edge', x, y, width, height, minimum: 3 })
  }
  return found
}

/** Runs in a page of its own. */
async function measure({ picture, boxes }: { picture: string; boxes: Box[] }): Promise<Faint[]> {
  const image = new Image()
  image.src = `data:image/png;base64,${picture}`
  await image.decode()
  const canvas = new OffscreenCanvas(image.width, image.height)
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  if (!drawing) throw new Error('Nothing can be drawn here')
  drawing.drawImage(image, 0, 0)
  const channel = (value: number) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const luminances = (x: number, y: number, width: number, height: number) => {
    const { data } = drawing.getImageData(
      Math.round(x),
      Math.round(y),
      Math.max(1, Math.round(width)),
      Math.max(1, Math.round(height)),
    )
    const found: number[] = []
    for (let at = 0; at < data.length; at += 4) {
      const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
      found.push(0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b))
    }
    return found
  }
  const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  /** What most of it is. */
  const usual = (values: readonly number[]) =>
    [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
  const strongest = (values: readonly number[], from: number) => {
    // The inside of a letter's strokes; one pixel in fifty, as thin strokes are mostly edges.
    const found = values.map((value) => contrast(value, from)).sort((one, other) => other - one)
    return found[Math.floor(found.length / 50)] ?? 1
  }
  const faint: Faint[] = []
  for (const { what, kind, x, y, width, height, minimum } of boxes) {
    let found: number
    if (kind === 'text') {
      const inside = luminances(x, y, width, height)
      found = strongest(inside, usual(inside))
    } else {
      // Across the middle of the upper and of the lower edge, from outside to inside, at a few places.
      const lines = [0.3, 0.5, 0.7].flatMap((share) => [
        luminances(x + width * share, y - 3, 1, 8),
        luminances(x + width * share, y + height - 5, 1, 8).reverse(),
      ])
      found = usual(lines.map((line) => Math.max(...line.slice(1).map((value) => contrast(value, line[0] ?? 0)))))
      // Words alone are a button as well: they have no edge that could be faint.
      if (found < 1.02) continue
    }
    // Colours on a screen are whole numbers.
    if (found < minimum - 0.05) faint.push({ what, contrast: Math.round(found * 100) / 100, minimum })
  }
  return faint
}
