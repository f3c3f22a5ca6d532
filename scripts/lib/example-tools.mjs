import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { canInstall, install } from './apt.mjs'
import { Explained, root, run } from './run.mjs'

const folder = path.join(root, '.cache', 'python')
const generator = path.join(folder, 'bin', 'openapi-python-client')
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
  if (!existsSync(generator)) await makeVenv()
  const without = [existsSync(programs['php-cli']) ? '' : 'PHP', existsSync(generator) ? '' : 'Python and pip'].filter(
    Boolean,
  )
  if (without.length === 0) return null
  const why = `Examples: for some it needs ${without.join(' and ')}.`
  if (process.env.CI) throw new Explained(`${why} A run in CI needs it.`)
  return why
}

async function makeVenv() {
  const readme = readFileSync(path.join(root, 'examples/python/README.md'), 'utf8')
  const [, packages = ''] = /pip install (.+)/.exec(readme) ?? []
  // Debian's Python makes none without a package of its own, though it begins.
  if (spawnSync('python3', ['-m', 'venv', folder]).status !== 0) {
    if (!canInstall()) return
    await install(['python3-venv'], 'The example in Python has a client that is generated')
    if (spawnSync('python3', ['-m', 'venv', '--clear', folder]).status !== 0) return
  }
  const code = await run(path.join(folder, 'bin', 'pip'), ['install', '--quiet', ...packages.split(' ')])
  // Half of it is none.
  if (code !== 0) rmSync(folder, { recursive: true, force: true })
}
