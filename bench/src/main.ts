import { mkdir, writeFile } from 'node:fs/promises'
import { measureCrash } from './crash.ts'
import { measureCreate } from './create.ts'
import { measureHostile } from './hostile.ts'
import { measureHour } from './hour.ts'
import { measureIdle } from './idle.ts'
import { measureJoin } from './join.ts'
import { measureLists } from './lists.ts'
import { measurePage } from './page.ts'
import { measurePauses } from './pauses.ts'
import { measurePay } from './pay.ts'
import { measureReads } from './reads.ts'
import { type Figure, isFine, print } from './report.ts'
import { measureSize } from './size.ts'
import { type StoredSessions, storeSessions } from './stored-sessions.ts'
import { measureStranger } from './stranger.ts'
import { measureUpdate } from './update.ts'

/** Made by the first part that needs it: `SESSIONS=100000 npm run bench lists` measures with fewer. */
let stored: StoredSessions | null = null
const withStored = async (measure: (stored: StoredSessions) => Promise<Figure[]>) => {
  stored ??= await storeSessions(Number(process.env.SESSIONS ?? 1_000_000))
  return measure(stored)
}

const parts: Record<string, () => Promise<Figure[]>> = {
  join: measureJoin,
  page: measurePage,
  create: measureCreate,
  reads: () => withStored(measureReads),
  lists: () => withStored(measureLists),
  pay: measurePay,
  idle: measureIdle,
  crash: measureCrash,
  hostile: measureHostile,
  hour: measureHour,
  pauses: measurePauses,
  update: measureUpdate,
  stranger: measureStranger,
  size: measureSize,
}
/** Only when they are asked for. */
const takesLong = new Set(['hour', 'pauses', 'update', 'stranger', 'size'])

/** `npm run bench` measures everything that takes minutes; `npm run bench join page` only what is named. */
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')} to measure; there are ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
const figures: Figure[] = []
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 ? !wanted.includes(name) : takesLong.has(name)) continue
    console.log(`${name} …`)
    figures.push(...(await measure()))
  }
} finally {
  await (stored as StoredSessions | null)?.close()
}
console.log()
print(figures)
const results = new URL('../results/', import.meta.url)
await mkdir(results, { recursive: true })
await writeFile(
  new URL('latest.json', results),
  `${JSON.stringify({ measuredAt: new Date().toISOString(), figures: figures.map((figure) => ({ ...figure, isFine: isFine(figure) })) }, null, 2)}\n`,
)
process.exitCode = figures.every(isFine) ? 0 : 1
