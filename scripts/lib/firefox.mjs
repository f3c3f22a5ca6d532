import path from 'node:path'
import { canInstall, install } from './apt.mjs'
import { works } from './chromium.mjs'

const names = ['firefox', 'firefox-esr']
const elsewhere = ['/Applications/Firefox.app/Contents/MacOS/firefox']

/**
 * A Firefox for the tests: the system's, else the one that the package manager has. Playwright's own is another kind,
 * changed for it; so where there is none, the tests with Firefox say that they were skipped.
 * @returns {Promise<string | null>} where it is
 */
export async function ensureFirefox() {
  const found = findFirefox()
  if (found || !canInstall()) return found
  await install(['firefox-esr'], 'There is no Firefox for the tests')
  return findFirefox()
}

function findFirefox() {
  const { FIREFOX_PATH: chosen, PATH = '' } = process.env
  if (chosen) return works(chosen) ? chosen : null
  const places = PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...places, ...elsewhere].find(works) ?? null
}
