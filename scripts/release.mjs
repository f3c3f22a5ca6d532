// Makes a release of what is committed, in dist/release: see "Making a release" in CONTRIBUTING.md. With --try it is one of what
// lies here, and nobody asks whether it may be released.
import { readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { git } from './lib/release/contents.mjs'
import { whyNoRelease } from './lib/release/gates.mjs'
import { makeRelease, versionHere } from './lib/release/release.mjs'
import { buildRoom, ensureRoom } from './lib/room.mjs'
import { Explained, main, root, run } from './lib/run.mjs'

const { values, positionals } = parseArgs({ options: { try: { type: 'boolean' } }, allowPositionals: true })
const target = path.resolve(root, positionals[0] ?? (values.try ? 'dist/release-to-try' : 'dist/release'))
const version = versionHere()
const tag = `v${version}`

await main(async () => {
  if (!values.try) refuse()
  await ensureDependencies()
  // Other versions of it compress differently.
  const node = findNode()
  if (realpathSync(node) !== realpathSync(process.execPath)) return run(node, process.argv.slice(1))
  if (values.try) await ensureRoom()
  else if ((await buildRoom()) !== 0) return 1
  for (const file of makeRelease(target)) {
    console.log(`${path.relative(root, file)}  ${(statSync(file).size / 1000).toFixed(0)} kB`)
  }
  if (!values.try) sayWhatIsNext()
  return 0
})

function refuse() {
  const why = whyNoRelease({
    version,
    others: versionsOfWorkspaces(),
    changes: git('status', '--porcelain').trimEnd(),
    changelog: readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'),
    tagged: isTagged() ? { tree: treeOf(tag) } : null,
    tree: treeOf('HEAD'),
  })
  if (why.length > 0) throw new Explained(`There is no release of ${version} yet.\n\n  ${why.join('\n  ')}`)
}

function sayWhatIsNext() {
  const commit = git('rev-parse', 'HEAD').trim()
  const steps = [
    ...(isTagged() ? [] : [`git tag --annotate ${tag} --message "Anteroom ${version}" ${commit}`]),
    `git push origin ${tag}`,
    `Upload the files, with what CHANGELOG.md says of ${version}.`,
  ]
  console.log(`\nNext:\n${steps.map((step) => `  ${step}\n`).join('')}`)
}

function isTagged() {
  return git('tag', '--list', tag).trim() !== ''
}

/** @param {string} commit */
function treeOf(commit) {
  return git('rev-parse', `${commit}^{tree}`).trim()
}

/** @returns {Record<string, string>} */
function versionsOfWorkspaces() {
  const { workspaces } = readJson('package.json')
  return Object.fromEntries(
    workspaces.map((/** @type {string} */ name) => [name, readJson(`${name}/package.json`).version]),
  )
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'))
}
