/**
 * One figure beside what it is held against. `ratio` of ours to it; `bar` is the highest ratio that is fine. `notes`: what
 * it came from, below the table. `notMeasured`: why not, where this machine does not let it; that is fine except in CI.
 */
export type Figure = {
  what: string
  ours: string
  peer: string
  ratio: number
  bar: number
  lowerIsBetter: boolean
  notes?: string[]
  notMeasured?: string
}

/** How many times what the database can do with the same rows alone an answer over HTTP may cost. */
export const rawBar = 10

/** What came of asking for a while. */
export type Load = { perSecond: number; latenciesMs: number[] }

/** Several loads as one: the middle of how many a second, and all latencies. */
export function together(loads: readonly Load[]): Load {
  return {
    perSecond: median(loads.map(({ perSecond }) => perSecond)),
    latenciesMs: loads.flatMap(({ latenciesMs }) => latenciesMs),
  }
}

export function printLoad({ perSecond, latenciesMs }: Load): string {
  const [middle, slow] = [median(latenciesMs), percentile(latenciesMs, 99)].map((ms) => ms.toFixed(ms < 10 ? 2 : 1))
  return `${middle} ms, p99 ${slow} ms, ${Math.round(perSecond)}/s`
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

export function isFine({ ratio, bar, lowerIsBetter, notMeasured }: Figure): boolean {
  if (notMeasured !== undefined) return process.env.CI !== 'true'
  return lowerIsBetter ? ratio <= bar : ratio >= bar
}

export function print(figures: readonly Figure[]) {
  const rows = figures.map((figure) => [
    figure.what,
    figure.ours,
    figure.peer,
    figure.notMeasured === undefined ? figure.ratio.toFixed(2) : '',
    `${figure.lowerIsBetter ? '≤' : '≥'} ${figure.bar}`,
    verdict(figure),
  ])
  const table = [['what', 'ours', 'beside', 'ratio', 'bar', ''], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length))) ?? []
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
  for (const { notes = [] } of figures) {
    if (notes.length > 0) console.log(`\n${notes.join('\n')}`)
  }
}

function verdict(figure: Figure): string {
  if (figure.notMeasured !== undefined) return `NOT MEASURED: ${figure.notMeasured}`
  return isFine(figure) ? 'ok' : 'OVER THE BAR'
}
