import { access, constants, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SetupError } from '../ground/setup-error.ts'

/** SQLITE_BUSY: somebody else holds the lock. */
const busy = 5

/** A lock that nobody refers to any more would be collected, and be free. */
const held = new Set<DatabaseSync>()

/**
 * Keeps two servers out of one data folder, and tells the second one who the first is.
 *
 * A file that names its owner would not do: whoever finds the file of a dead server removes it, and two that find it at
 * once remove each other's. The system's own file locks end with their process, and Node reaches them through SQLite.
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const owner = path.join(dataDir, 'server.pid')
  const lock = await takeLock(dataDir)
  if (!lock) {
    const pid = (await readFile(owner, 'utf8').catch(() => '')).trim()
    throw new SetupError(
      `The data folder ${dataDir} is in use by another Anteroom (process ${pid || 'unknown'}). Stop that one, or name another folder with DATA_DIR.`,
    )
  }
  held.add(lock)
  const unlock = async () => {
    if (!held.delete(lock)) return
    await rm(owner, { force: true })
    lock.close()
  }
  try {
    await writeFile(owner, `${process.pid}\n`)
  } catch (error) {
    await unlock()
    throw error
  }
  return unlock
}

/** Null when somebody else has it. */
async function takeLock(dataDir: string): Promise<DatabaseSync | null> {
  // Says in the file system's own words why not, if not.
  await access(dataDir, constants.W_OK)
  const lock = new DatabaseSync(path.join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode === busy) return null
    throw error
  }
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
