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
 * of them all, which come last.
 * @param {string} target a folder for them, which is emptied first
 * @returns {string[]} the files
 */
export function makeRelease(target) {
  const name = `anteroom-${versionHere()}`
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const archive = path.join(target, `${name}.tar.gz`)
  const entries = contentsOfRelease().map((entry) => ({ ...entry, name: `${name}/${entry.name}` }))
  writeFileSync(archive, gzipSync(tarOf(entries, Number(git('log', '-1', '--format=%ct'))), { level: 9 }))
  const aside = path.join(target, 'packages')
  const packages = makePackages(aside).map((made) => {
    const file = path.join(target, path.basename(made))
    renameSync(made, file)
    return file
  })
  rmSync(aside, { recursive: true })
  const files = [archive, ...packages]
  const sums = path.join(target, 'SHA256SUMS')
  writeFileSync(sums, files.map((file) => `${sumOf(file)}  ${path.basename(file)}\n`).join(''))
  return [...files, sums]
}

/** @param {string} file */
const sumOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
