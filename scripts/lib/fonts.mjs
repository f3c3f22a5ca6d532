import { existsSync } from 'node:fs'
import { canInstall, install } from './apt.mjs'

/** Where Debian and Ubuntu have the font that their browsers then write with. */
const font = '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'

/** The letters that pictures of screens are drawn and compared with, where they can be had. Without them nothing is compared. */
export async function ensureFonts() {
  if (existsSync(font) || !canInstall()) return
  await install(['fonts-noto-core'], 'There are no fonts to draw screens with')
}
