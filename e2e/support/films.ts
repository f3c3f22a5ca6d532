import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { drawn, type PortraitName, portraits } from './portraits.ts'

const perSecond = 8
const frames = 24

/**
 * A film of somebody for Chromium's `--use-file-for-fake-video-capture` (YUV4MPEG2, 4:2:0): three seconds in a circle.
 * It is drawn once, in `page`, and kept until the drawing changes.
 * @returns where it is
 */
export async function filmOf(name: PortraitName, page: Page): Promise<string> {
  const portrait = portraits[name]
  const { width, height } = portrait.size
  const moments = Array.from({ length: frames }, (_, frame) => drawn(portrait, frame / frames))
  const which = createHash('sha256').update(moments.join()).digest('hex').slice(0, 12)
  const file = path.join(import.meta.dirname, `../../test-results/films/${name}-${which}.y4m`)
  if (existsSync(file)) return file
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${perSecond}:1 Ip A1:1 C420mpeg2\n`)]
  for (const svg of moments) {
    const planes = await page.evaluate(planesOf, { svg, width, height })
    parts.push(Buffer.from('FRAME\n'), Buffer.from(planes, 'base64'))
  }
  mkdirSync(path.dirname(file), { recursive: true })
  // Several workers may draw the same one.
  writeFileSync(`${file}.${process.pid}`, Buffer.concat(parts))
  renameSync(`${file}.${process.pid}`, file)
  return file
}

/** Brightness, and both colours at half the size (BT.601, limited range), in Base64. Runs in the page. */
async function planesOf({ svg, width, height }: { svg: string; width: number; height: number }): Promise<string> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = new OffscreenCanvas(width, height)
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  if (!drawing) throw new Error('Nothing can be drawn here')
  drawing.drawImage(image, 0, 0)
  const { data } = drawing.getImageData(0, 0, width, height)
  const size = width * height
  const planes = new Uint8Array((size * 3) / 2)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const [r = 0, g = 0, b = 0] = data.subarray(at * 4, at * 4 + 3)
      planes[at] = 16 + 0.257 * r + 0.504 * g + 0.098 * b
      if (x % 2 !== 0 || y % 2 !== 0) continue
      const half = (y / 2) * (width / 2) + x / 2
      planes[size + half] = 128 - 0.148 * r - 0.291 * g + 0.439 * b
      planes[size * 1.25 + half] = 128 + 0.439 * r - 0.368 * g - 0.071 * b
    }
  }
  let text = ''
  for (let at = 0; at < planes.length; at += 0x6000) text += String.fromCharCode(...planes.subarray(at, at + 0x6000))
  return btoa(text)
}
