import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canInstall, install } from './apt.mjs'
import { Explained, root, run } from './run.mjs'

const readme = path.join(root, 'examples/python/README.md')
const folder = path.join(root, '.cache', 'python')
const generator = path.join(folder, 'bin', 'openapi-python-client')
/** What was installed there: what another README installs takes its place. */
const marker = path.join(folder, 'installed')
const programs = { 'php-cli': '/usr/bin/php', 'python3-venv': '/usr/bin/python3' }

/**
 * What the examples are written in, and what generates the client for Python, in the version that their README installs. Where
 * it cannot be had, the tests of those examples are skipped; in CI that is a failure.
 * @returns {Promise<string | null>} what is not tested then, and why
 */
export async function ensureExampleTools() {
  const missing = Object.entries(programs).filter(([, program]) => !existsSync(program))
  if (missing.length > 0 && canInstall())
    await install(Object.keys(programs), 'The examples are written in PHP and Python')
  const [, packages = ''] = /pip install (.+)/.exec(readFileSync(readme, 'utf8')) ?? []
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== packages) await makeVenv(packages)
  const without = [existsSync(programs['php-cli']) ? '' : 'PHP', existsSync(generator) ? '' : 'Python and pip'].filter(
    Boolean,
  )
  if (without.length === 0) return null
  const why = `Examples: for some it needs ${without.join(' and ')}.`
  if (process.env.CI) throw new Explained(`${why} A run in CI needs it.`)
  return why
}

/** @param {string} packages */
async function makeVenv(packages) {
  rmSync(folder, { recursive: true, force: true })
  // Debian's Python makes none without a package of its own, though it begins.
  if (spawnSync('python3', ['-m', 'venv', folder]).status !== 0) {
    if (!canInstall()) return
    await install(['python3-venv'], 'The example in Python has a client that is generated')
    if (spawnSync('python3', ['-m', 'venv', '--clear', folder]).status !== 0) return
  }
  const code = await run(path.join(folder, 'bin', 'pip'), ['install', '--quiet', ...packages.split(' ')])
  if (code === 0) writeFileSync(marker, packages)
  // Half of it is none.
  else rmSync(folder, { recursive: true, force: true })
}
