import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { strangersIn } from './support/metric-names.ts'

type Place = { x: number; y: number; w: number; h: number }
type Panel = { id: number; title: string; gridPos: Place; targets?: { expr: string }[] }

const file = new URL('../deploy/grafana/anteroom.json', import.meta.url)
const { panels }: { panels: Panel[] } = JSON.parse(await readFile(file, 'utf8'))
const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
const hasPromtool = spawnSync('promtool', ['--version']).status === 0

describe('the dashboard', () => {
  test('asks for metrics, labels and values that there are', () => {
    expect(expressions.length).toBeGreaterThan(20)
    expect(strangersIn(expressions.join('\n'))).toEqual([])
  })

  test('has each panel once, none over another, and none beyond the edge', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ title, gridPos: { x, y, w, h } }) => {
      expect(x + w, title).toBeLessThanOrEqual(24)
      return Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`)
    })
    expect(new Set(cells).size).toBe(cells.length)
  })

  test.skipIf(!hasPromtool)('asks in words that Prometheus understands', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-dashboard-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const rules = expressions.map((expr, at) => ({
      record: `panel:${at}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }))
    const asRules = path.join(folder, 'rules.yml')
    // JSON is YAML as well.
    await writeFile(asRules, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }))
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', asRules], { encoding: 'utf8' })
    expect({ status, said: `${stdout}${stderr}` }).toMatchObject({ status: 0 })
    expect(stdout).toContain(`${rules.length} rules found`)
  })
})
