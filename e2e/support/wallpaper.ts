import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [width, height] = [640, 360]

/** A camera for Chromium (a Y4M film): a patterned wall with nobody before it, whose light changes a little. */
export function filmOfWallpaper(): string {
  const file = path.join(import.meta.dirname, '../../test-results/wallpaper.y4m')
  const chroma = Buffer.alloc((width * height) / 2, 128)
  const frames = [0, 12].map((light) => {
    const luma = Buffer.alloc(width * height)
    for (let at = 0; at < luma.length; at++) luma[at] = ((at % width) >> 2) % 2 === 0 ? 70 + light : 190 + light
    return Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  })
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`), ...frames]),
  )
  return file
}
