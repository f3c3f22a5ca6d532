import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canInstall, install } from './apt.mjs'
import { findNode, programOf } from './dependencies.mjs'
import { Explained, root, run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * A Chromium for the tests: the system's, else the one that the package manager has, else Playwright's own.
 * @returns {Promise<string>} where it is
 */
export async function ensureChromium() {
  return findChromium() ?? (await installBySystem()) ?? (await installByPlaywright())
}

function findChromium() {
  const { CHROMIUM_PATH: chosen, PATH = '' } = process.env
  if (chosen) {
    if (works(chosen)) return chosen
    throw new Explained(`CHROMIUM_PATH is ${chosen}, which does not run. Name a Chromium that does, or unset it.`)
  }
  const places = PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...places, ...elsewhere, placeOfPlaywrights()].find(works) ?? null
}

/** @param {string} program */
export function works(program) {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    return false
  }
  // Some systems have a program of this name that only says how to install it.
  return spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0
}

/** @returns {string} */
function placeOfPlaywrights() {
  return createRequire(path.join(root, 'package.json'))('@playwright/test').chromium.executablePath()
}

async function installBySystem() {
  if (!canInstall()) return null
  await install(['chromium'], 'There is no Chromium for the tests')
  return findChromium()
}

async function installByPlaywright() {
  console.log("There is no Chromium for the tests: installing Playwright's …")
  const withDependencies = process.getuid?.() === 0 ? ['--with-deps'] : []
  await run(findNode(), [programOf('@playwright/test', 'cli.js'), 'install', ...withDependencies, 'chromium'])
  const found = findChromium()
  if (found) return found
  throw new Explained(
    'The tests need a Chromium, and none could be installed. Install one (on Debian and Ubuntu "sudo apt-get install chromium"), or name one with CHROMIUM_PATH.',
  )
}
