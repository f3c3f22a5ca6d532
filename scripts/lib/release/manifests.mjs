import { placeOf } from '../locked.mjs'

/**
 * @typedef {Record<string, string>} Wanted packages, with the versions that will do
 * @typedef {{ version?: string, dependencies?: Wanted, optionalDependencies?: Wanted, peerDependencies?: Wanted,
 *   peerDependenciesMeta?: Record<string, { optional?: boolean }>, devDependencies?: Wanted, dev?: boolean,
 *   devOptional?: boolean, link?: boolean, resolved?: string, workspaces?: string[] }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lock
 */

/** The workspaces that run where the service does. Of the others a release has what was built of them. */
export const workspaces = ['contract', 'server']

/** What one says in a release. */
const commands = ['start', 'build', 'admin']

/**
 * package.json of a release: what it needs to run is all that there is.
 * @param {Record<string, any>} manifest
 */
export function manifestFor({ devDependencies: _, browsers: _browsers, ...manifest }) {
  const scripts = Object.fromEntries(commands.map((name) => [name, manifest.scripts[name]]))
  return { ...manifest, workspaces, scripts }
}

/**
 * package-lock.json of a release: the very versions that were tested, without those that nothing asks for there.
 * @param {Lock} lock
 * @returns {Lock}
 */
export function lockFor(lock) {
  const { '': root = {}, ...others } = lock.packages
  const packages = { '': { ...withoutTools(root), workspaces } }
  for (const name of workspaces) Object.assign(packages, { [name]: withoutTools(others[name] ?? {}) })
  const links = Object.keys(others).filter(
    (place) => others[place]?.link && workspaces.includes(String(others[place]?.resolved)),
  )
  const found = new Set(['', ...workspaces, ...links])
  for (const place of found) {
    for (const next of nextTo(place, /** @type {Lock['packages']} */ ({ ...others, ...packages }))) found.add(next)
  }
  for (const [place, { dev: _dev, devOptional, ...locked }] of Object.entries(others)) {
    if (!found.has(place) || place in packages) continue
    // What is left of "for tools, or optional" is the second.
    Object.assign(packages, { [place]: devOptional ? { ...locked, optional: true } : locked })
  }
  const sorted = Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

/** @param {Locked} locked */
function withoutTools({ devDependencies: _, ...locked }) {
  return locked
}

/**
 * Where the packages are that the one at this place asks for; of a workspace the link to it, and itself.
 * @param {string} place
 * @param {Record<string, Locked>} packages
 * @returns {string[]}
 */
function nextTo(place, packages) {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = packages[place] ?? {}
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  const wanted = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
  return wanted.flatMap((name) => placeOf(name, place, packages) ?? [])
}
