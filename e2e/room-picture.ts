/**
 * Takes the picture of the room that the README shows: a real call of two in Chromium, whose cameras are drawn by the
 * functions below. `node_modules/.bin/node e2e/room-picture.ts` writes `docs/pictures/room.png`.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { connect } from './support/api.ts'
import { open } from './support/person.ts'
import { startProduct } from './support/product.ts'

const width = 640
const height = 480
const frames = 10

type Colour = readonly [number, number, number]
type Scene = { wall: readonly [Colour, Colour]; skin: Colour; hair: Colour; clothes: Colour; longHair: boolean }

const doctor: Scene = {
  wall: [
    [226, 232, 228],
    [168, 188, 184],
  ],
  skin: [214, 160, 124],
  hair: [62, 46, 40],
  clothes: [38, 92, 102],
  longHair: false,
}
const patient: Scene = {
  wall: [
    [238, 222, 200],
    [196, 166, 142],
  ],
  skin: [172, 116, 84],
  hair: [34, 28, 30],
  clothes: [150, 74, 66],
  longHair: true,
}

/** Raw frames as Chromium takes them for a camera (YUV4MPEG2, 4:2:0). */
function draw(scene: Scene): Buffer {
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`)]
  for (let frame = 0; frame < frames; frame++) {
    const sway = 3 * Math.sin((2 * Math.PI * frame) / frames)
    parts.push(
      Buffer.from('FRAME\n'),
      planes((x, y) => colourAt(scene, x - sway, y)),
    )
  }
  return Buffer.concat(parts)
}

function planes(at: (x: number, y: number) => Colour): Buffer {
  const luma = Buffer.alloc(width * height)
  const blue = Buffer.alloc((width * height) / 4)
  const red = Buffer.alloc((width * height) / 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = at(x, y)
      // BT.601, limited range.
      luma[y * width + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b
      if (x % 2 !== 0 || y % 2 !== 0) continue
      const half = (y / 2) * (width / 2) + x / 2
      blue[half] = 128 - 0.148 * r - 0.291 * g + 0.439 * b
      red[half] = 128 + 0.439 * r - 0.368 * g - 0.071 * b
    }
  }
  return Buffer.concat([luma, blue, red])
}

/** A person in front of a wall, from back to front, with soft edges. */
function colourAt({ wall, skin, hair, clothes, longHair }: Scene, atX: number, atY: number): Colour {
  let colour = mix(wall[0], wall[1], Math.hypot(atX - 160, atY - 60) / 700)
  // They sit a little away from the camera.
  const x = 320 + (atX - 320) * 1.25
  const y = 500 + (atY - 480) * 1.25
  const paint = (over: Colour, edge: number) => {
    colour = mix(colour, over, Math.min(1, Math.max(0, edge)))
  }
  const shade = (base: Colour, by: number) => base.map((part) => part * by) as unknown as Colour
  if (longHair) paint(hair, inside(x, y, 320, 250, 112, 150))
  paint(clothes, inside(x, y, 320, 520, 210, 165))
  paint(shade(skin, 0.88), inside(x, y, 320, 355, 42, 62))
  paint(hair, inside(x, y, 320, 205, 98, 118))
  paint(skin, inside(x, y, 320, 232, 80, 106))
  if (longHair) paint(hair, inside(x, y, 320, 136, 80, 38))
  else paint(hair, inside(x, y, 320, 128, 78, 34))
  for (const eye of [291, 349]) paint(shade(hair, 0.8), inside(x, y, eye, 226, 7, 6))
  for (const brow of [291, 349]) paint(hair, inside(x, y, brow, 207, 17, 3.5))
  paint(shade(skin, 0.86), inside(x, y, 320, 252, 8, 10))
  if (y > 280) paint([158, 82, 76], inside(x, y, 320, 274, 27, 20))
  return colour
}

/** 1 within the ellipse, 0 outside, about two pixels of edge. */
function inside(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  return (1 - Math.hypot((x - cx) / rx, (y - cy) / ry)) * (Math.min(rx, ry) / 2) + 0.5
}

function mix(from: Colour, to: Colour, share: number): Colour {
  return [0, 1, 2].map((part) => (from[part] ?? 0) + ((to[part] ?? 0) - (from[part] ?? 0)) * share) as unknown as Colour
}

async function launchWith(camera: string) {
  return chromium.launch({
    ...(existsSync('/usr/bin/chromium') ? { executablePath: '/usr/bin/chromium' } : {}),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${camera}`,
      '--no-sandbox',
    ],
  })
}

/** Where it is morning when this is written. */
const opening = { viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Australia/Sydney' }

const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-picture-'))
const product = await startProduct()
const cameras = { host: path.join(folder, 'host.y4m'), guest: path.join(folder, 'guest.y4m') }
await writeFile(cameras.host, draw(doctor))
await writeFile(cameras.guest, draw(patient))
const browsers = [await launchWith(cameras.host), await launchWith(cameras.guest)] as const
try {
  const api = await connect(product.demo)
  const session = await api.book({
    name: 'Follow-up',
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana Lind', role: 'guest' },
    ],
  })
  const host = await open(browsers[0], session.url('Dr Vega'), opening)
  await host.join()
  const guest = await open(browsers[1], session.url('Ana Lind'), opening)
  await guest.join()
  await host.button(/^Let in/).click()
  await Promise.all([host.sees(), guest.sees()])
  await guest.button('Chat').click()
  await guest.page.getByRole('textbox').fill('Good morning! The new tablets work well.')
  await guest.page.keyboard.press('Enter')
  await host.button(/^Chat/).click()
  await host.page.getByText('The new tablets work well.').first().waitFor()
  await host.page.getByRole('textbox').fill('I am glad to hear that. Any dizziness?')
  await host.page.keyboard.press('Enter')
  await host.page.waitForTimeout(3_500)
  await host.page.screenshot({ path: path.join(import.meta.dirname, '../docs/pictures/room.png') })
} finally {
  for (const browser of browsers) await browser.close()
  await product.close()
  await rm(folder, { recursive: true, force: true })
}
