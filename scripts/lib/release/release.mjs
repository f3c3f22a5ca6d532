import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { makePackages } from '../packages.mjs'
import { root } from '../run.mjs'
import { contentsOfRelease, git } from './contents.mjs'
import { tarOf } from './tar.mjs'

/** @returns {string} */
export const versionHere = () => JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version

/**
 * Of these sources and of the room that was built from them: an archive for hosts, packages for integrators, and the sums
 * of them all.
 * @param {string} target a folder for them; what was in it is gone, and it is whole or not there
 * @returns {string[]} the files
 */
export function makeRelease(target) {
  const half = `${target}.half-${process.pid}`
  try {
    mkdirSync(half, { recursive: true })
    const names = [makeArchive(half), ...makePackagesIn(half)]
    writeFileSync(
      path.join(half, 'SHA256SUMS'),
      names.map((name) => `${sumOf(path.join(half, name))}  ${name}\n`).join(''),
    )
    rmSync(target, { recursive: true, force: true })
    renameSync(half, target)
    return [...names, 'SHA256SUMS'].map((name) => path.join(target, name))
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

/** @param {string} folder */
function makeArchive(folder) {
  const top = `anteroom-${versionHere()}`
  const entries = contentsOfRelease().map((entry) => ({ ...entry, name: `${top}/${entry.name}` }))
  const archive = tarOf(entries, Number(git('log', '-1', '--format=%ct')))
  writeFileSync(path.join(folder, `${top}.tar.gz`), gzipSync(archive, { level: 9 }))
  return `${top}.tar.gz`
}

/** @param {string} folder */
function makePackagesIn(folder) {
  const aside = path.join(folder, 'packages')
  const names = makePackages(aside).map((file) => path.basename(file))
  for (const name of names) renameSync(path.join(aside, name), path.join(folder, name))
  rmSync(aside, { recursive: true })
  return names
}

/** @param {string} file */
const sumOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
