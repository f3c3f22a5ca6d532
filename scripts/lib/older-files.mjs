import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Nobody has a page open for longer that still asks for parts of it. */
const keptMs = 7 * 24 * 60 * 60 * 1_000
/** Since when each of them is none of the last build any more. */
const list = '.older'

/**
 * After a build into a folder that was not emptied: pages that were loaded before an update ask for parts of theirs by the
 * names of the build before, so its files stay for a while.
 * @param {string} folder
 * @param {{ startedMs: number, nowMs: number }} build files that have not been written since it started are older
 */
export function keepOlderFiles(folder, { startedMs, nowMs }) {
  const place = path.join(folder, list)
  /** @type {Record<string, number>} */
  const known = existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')) : {}
  const older = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.split(path.sep).some((part) => part.startsWith('.')))
    .filter((name) => {
      const file = statSync(path.join(folder, name))
      return file.isFile() && file.mtimeMs < startedMs
    })
  /** @type {Record<string, number>} */
  const kept = {}
  for (const name of older) {
    const sinceMs = known[name] ?? nowMs
    if (nowMs - sinceMs > keptMs) rmSync(path.join(folder, name))
    else kept[name] = sinceMs
  }
  writeFileSync(place, JSON.stringify(kept))
}
