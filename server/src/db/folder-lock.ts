import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../setup-error.ts'

/** Keeps two servers out of one data folder. A lock whose process is gone counts for nothing. */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'server.pid')
  const mine = `${process.pid} ${await startOf(process.pid)}\n`
  // Two that start at once may both find a dead lock; the one that comes second sees the living one at its next try.
  for (let tries = 0; ; tries++) {
    try {
      await writeFile(file, mine, { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 20) throw error
    }
    const [pid, start] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ')
    if (pid && isAlive(Number(pid)) && (await startOf(Number(pid))) === start) {
      throw new SetupError(
        `The data folder ${dataDir} is in use by another Anteroom (process ${pid}). Stop that one, or name another folder with DATA_DIR.`,
      )
    }
    await rm(file, { force: true })
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true })
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

/** Tells a process from a later one with the same number (proc(5), `starttime`); "0" where the system does not say. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0'
}
