// Completes package-lock.json; with --check it only says what is wrong with it.
//
// npm leaves packages for other systems out of the lock when its registry has none of them, or when it begins from what
// this system has installed (https://github.com/npm/cli/issues/4828). "npm ci" then refuses the lock on other machines.
// Addresses do not belong into it either: everybody has a registry of their own (see .npmrc).
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { placeOf } from './lib/locked.mjs'
import { Explained, main, root } from './lib/run.mjs'

/**
 * @typedef {{ version?: string, resolved?: string, link?: boolean, dev?: boolean, cpu?: string[], optional?: boolean,
 *   os?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Locked
 */

const file = path.join(root, 'package-lock.json')
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

await main(async () => {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = findMissing(lock.packages)
  const addressed = Object.entries(/** @type {Record<string, Locked>} */ (lock.packages)).filter(
    ([, { resolved, link }]) => resolved && !link,
  )
  if (missing.length === 0 && addressed.length === 0) return 0
  if (process.argv.includes('--check')) {
    const names = [...missing.map(([name]) => name), ...addressed.map(([name]) => name)].join(', ')
    throw new Explained(`package-lock.json is not complete, or names addresses: ${names}. Run "node scripts/lock.mjs".`)
  }
  for (const [, locked] of addressed) delete locked.resolved
  for (const [name, locked] of missing) lock.packages[name] = locked
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
  return 0
})

/**
 * The optional packages that somebody asks for and that are not there.
 * @param {Record<string, Locked>} packages
 * @returns {[string, Locked][]}
 */
function findMissing(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => placeOf(name, parent, packages) === null)
      .map(
        ([name, version]) => /** @type {[string, Locked]} */ ([`node_modules/${name}`, lockFor(name, version, dev)]),
      ),
  )
}

/**
 * @param {string} name says which system it is for
 * @param {string} version
 * @param {boolean | undefined} dev
 * @returns {Locked}
 */
function lockFor(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version)) {
    throw new Explained(`${name} is missing in package-lock.json, and ${version} does not say which version it is.`)
  }
  const words = name.split(/[^a-z0-9]+/)
  const cpu = words.filter((word) => processors.includes(word))
  const os = words.filter((word) => systems.includes(word))
  const libc = words.find((word) => word.startsWith('musl') || word.startsWith('gnu'))
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  }
}
