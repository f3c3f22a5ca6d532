import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { root } from '../run.mjs'
import { lockFor, manifestFor, workspaces } from './manifests.mjs'

/** @typedef {import('./tar.mjs').Entry} Entry */

/** What runs where the service does, and what whoever runs it reads; all at its place in the repository. */
const wanted = [
  /^(?:README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/,
  /^(?:LICENSE|\.npmrc)$/,
  /^docs\/.*\.(?:md|png|jpg|svg)$/,
  // These lead there.
  /^(?:client|embed)\/README\.md$/,
  /^boundaries\.json$/,
  /^examples\//,
  /^deploy\//,
  new RegExp(`^(?:${workspaces.join('|')})/src/`),
  /^server\/migrations\//,
  // The server puts them into its pages.
  /^room\/src\/first-screen\.css$/,
  /^ui\/src\/theme\.css$/,
  /^scripts\/(?:start|build|admin)\.mjs$/,
  /^scripts\/lib\/(?:dependencies|room|older-files|run)\.mjs$/,
]
const unwanted = /\.test\.\w+$/
const built = ['room/dist', 'embed/dist']

/**
 * The files of a release, whose room has been built. What git ignores is not among them.
 * @returns {Entry[]}
 */
export function contentsOfRelease() {
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
  const names = listed.filter((name) => unwanted.test(name) === false && wanted.some((one) => one.test(name)))
  return [
    ...names.map((name) => entryOf(name, readFileSync(path.join(root, name)))),
    ...built.flatMap(filesOfBuild).map((name) => entryOf(name, readFileSync(path.join(root, name)))),
    entryOf('package.json', asJson(manifestFor(readJson('package.json')))),
    entryOf('package-lock.json', asJson(lockFor(readJson('package-lock.json')))),
    ...workspaces.map((name) => {
      const { devDependencies: _, ...manifest } = readJson(`${name}/package.json`)
      return entryOf(`${name}/package.json`, asJson(manifest))
    }),
  ]
}

/**
 * Without those that are kept of builds before.
 * @param {string} folder
 */
function filesOfBuild(folder) {
  const place = path.join(root, folder)
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(place, name)).isFile(),
  )
  const older = files.includes('.older') ? Object.keys(readJson(`${folder}/.older`)) : []
  const made = files.filter((name) => !['.older', '.sources', ...older].includes(name))
  return made.map((name) => `${folder}/${name.split(path.sep).join('/')}`)
}

/**
 * @param {string} name
 * @param {Buffer} content
 * @returns {Entry}
 */
function entryOf(name, content) {
  return { name, isProgram: content.subarray(0, 2).toString() === '#!', content }
}

/** @param {unknown} value */
const asJson = (value) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))

/** @param {string[]} given */
export function git(...given) {
  return execFileSync('git', given, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
