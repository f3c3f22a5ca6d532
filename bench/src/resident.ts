import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const everyMs = 250

/** In MB, of each process; measured without keeping the one that measures from its work. */
export async function residentMb(pids: readonly number[]): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')])
  const kilobytes = new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
  )
  return pids.map((pid) => {
    const of = kilobytes.get(pid)
    if (!of) throw new Error(`The process ${pid} has ended`)
    return of / 1024
  })
}

/** What each has, again and again from now on until it is ended. */
export function watchResident(pids: readonly number[]) {
  const end = new AbortController()
  const watched = (async () => {
    const samples: { at: number; mb: number[] }[] = []
    do {
      samples.push({ at: performance.now(), mb: await residentMb(pids) })
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        end.signal.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve()
        })
      })
    } while (!end.signal.aborted)
    return samples
  })()
  return {
    end() {
      end.abort()
      return watched
    },
  }
}
