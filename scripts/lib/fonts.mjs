import { spawnSync } from 'node:child_process'
import { canInstall, install } from './apt.mjs'

/** The letters that pictures of screens are drawn and compared with, where they can be had. Without them nothing is compared. */
export async function ensureFonts() {
  const { status, stdout } = spawnSync('fc-match', ['system-ui'], { encoding: 'utf8' })
  if ((status === 0 && stdout.includes('Noto Sans')) || !canInstall()) return
  await install(['fonts-noto-core', 'fontconfig'], 'There are no fonts to draw screens with')
}
