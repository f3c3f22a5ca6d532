import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')

export type Version = { folder: string; remove(): Promise<void> }

/**
 * The commit of the last release: the newest that has a version's tag; where nothing is tagged, the newest whose changelog
 * has nothing that is not released. `null` in a clone without history.
 */
export function lastRelease(): string | null {
  const tagged = lines('tag', '--list', 'v*', '--merged', 'HEAD', '--sort=-version:refname')[0]
  if (tagged) return tagged
  const changes = lines('log', '--format=%H', '--', 'CHANGELOG.md')
  return changes.find((commit) => hasAllReleased(git('show', `${commit}:CHANGELOG.md`))) ?? null
}

function hasAllReleased(changelog: string): boolean {
  const [, unreleased] = /^## Unreleased$([\s\S]*?)^## \d/m.exec(changelog) ?? []
  return unreleased?.trim() === ''
}

/** All of the product as it was at a commit, with its own room, ready to be started. */
export const unpackCommit = (commit: string) =>
  unpack(async (folder) => {
    const archive = path.join(folder, 'before.tar')
    git('archive', '--output', archive, commit)
    run('tar', ['-xf', archive, '-C', folder], root)
    await linkDependencies(folder)
    run('npm', ['run', 'build', '--silent'], folder)
  })

/** The product as it lies here, in a folder of its own, with the room that was built here. */
export const unpackThis = () =>
  unpack(async (folder) => {
    const files = git('ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z')
    run('tar', ['--null', '--files-from=-', '-cf', path.join(folder, 'this.tar')], root, files)
    run('tar', ['-xf', path.join(folder, 'this.tar'), '-C', folder], root)
    await linkDependencies(folder)
    for (const built of ['room/dist', 'embed/dist'])
      await cp(path.join(root, built), path.join(folder, built), { recursive: true })
  })

async function unpack(fill: (folder: string) => Promise<void>): Promise<Version> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-version-'))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await fill(folder)
    return { folder, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/**
 * What asks for no other libraries than we have uses ours: to install them takes longer than all else. Our own packages
 * are links into the folder they are in, so they are made anew. Otherwise nothing is linked, and its build installs.
 */
async function linkDependencies(folder: string) {
  const [theirs, ours] = [librariesOf(folder), librariesOf(root)]
  if (Object.entries(theirs).some(([name, version]) => ours[name] !== version)) return
  for (const place of ['node_modules', 'client/node_modules']) {
    await mkdir(path.join(folder, place), { recursive: true })
    for (const name of await readdir(path.join(root, place))) {
      if (name === '@anteroom') await cp(path.join(root, place, name), path.join(folder, place, name), own)
      else await symlink(path.join(root, place, name), path.join(folder, place, name))
    }
  }
}

/** Of each library that a lock asks for, by where it is put, its version. */
function librariesOf(folder: string): Record<string, string> {
  const lock: { packages: Record<string, { version?: string; link?: boolean }> } = JSON.parse(
    readFileSync(path.join(folder, 'package-lock.json'), 'utf8'),
  )
  const put = Object.entries(lock.packages).filter(([name, { link }]) => name.includes('node_modules/') && !link)
  return Object.fromEntries(put.map(([name, { version = '' }]) => [name, version]))
}

/** Links stay as they are, which leads them into the copy. */
const own = { recursive: true, verbatimSymlinks: true }

const lines = (...args: string[]) =>
  git(...args)
    .split('\n')
    .filter((line) => line !== '')

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function run(command: string, args: readonly string[], cwd: string, input = '') {
  execFileSync(command, args, { cwd, input, stdio: ['pipe', 'inherit', 'inherit'] })
}
