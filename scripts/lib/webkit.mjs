import { existsSync } from 'node:fs'
import path from 'node:path'
import { canInstall, install } from './apt.mjs'
import { Explained } from './run.mjs'

/** What drives a WebKit, what it is drawn on, and the package of Debian and Ubuntu that each is in. */
const packages = { WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' }

/**
 * A WebKit for the tests, as GTK has it: of all that can be had on Linux, the nearest to Safari. Where there is none, the
 * tests with WebKit say that they were skipped; in CI that is a failure.
 * @returns {Promise<string | null>} where its driver is
 */
export async function ensureWebKit() {
  const missing = Object.entries(packages).filter(([program]) => !find(program))
  if (missing.length > 0 && canInstall()) {
    await install(
      missing.map(([, name]) => name),
      'There is no WebKit for the tests',
    )
  }
  const found = find('Xvfb') && find('WebKitWebDriver')
  if (!found && process.env.CI) {
    throw new Explained(
      'There is no WebKit for the tests, which a run in CI needs. Install webkit2gtk-driver and xvfb.',
    )
  }
  return found
}

/** @param {string} program */
function find(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return folders.map((folder) => path.join(folder, program)).find((place) => existsSync(place)) ?? null
}
