import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type MetricName, metricList, metricOf } from '../server/src/ground/metric-list.ts'
import { strangersIn } from './support/metric-names.ts'

const read = () => readFile(new URL('metrics.md', import.meta.url), 'utf8')

test('the page on metrics has each with its type, labels and meaning, and none that does not exist', async () => {
  const rows = [...(await read()).matchAll(/^\| `(anteroom_\w+)` \| (\w+) \| (\w+) \| (.+?) \| (.+) \|$/gm)]
  expect(rows.map(([, ...cells]) => cells)).toEqual(
    (Object.keys(metricList) as MetricName[]).map((name) => {
      const { type, of, labels, says } = metricOf(name)
      const words = Object.entries(labels).map(([label, values]) =>
        values ? `\`${label}\`: ${values.join(', ')}` : `\`${label}\``,
      )
      return [name, type, of, words.join('; ') || '–', says]
    }),
  )
})

test('what the page asks is asked of metrics, labels and values that there are', async () => {
  expect(strangersIn(await read())).toEqual([])
})

test('names follow the rules of Prometheus: counters end in _total, times in _seconds, and each has its words', () => {
  for (const name of Object.keys(metricList) as MetricName[]) {
    const { type, says } = metricOf(name)
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    expect(says, name).toMatch(/^[1A-Z].*\.$/)
    if (type === 'histogram') expect(name).toMatch(/_seconds$/)
  }
})
