/** One figure beside what it is held against. `ratio` of ours to it; `bar` is the highest ratio that is fine. */
export type Figure = { what: string; ours: string; peer: string; ratio: number; bar: number; lowerIsBetter: boolean }

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

export function isFine({ ratio, bar, lowerIsBetter }: Figure): boolean {
  return lowerIsBetter ? ratio <= bar : ratio >= bar
}

export function print(figures: readonly Figure[]) {
  const rows = figures.map((figure) => [
    figure.what,
    figure.ours,
    figure.peer,
    figure.ratio.toFixed(2),
    `${figure.lowerIsBetter ? '≤' : '≥'} ${figure.bar}`,
    isFine(figure) ? 'ok' : 'OVER THE BAR',
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
}
