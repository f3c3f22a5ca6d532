import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { logLines } from '../server/src/ground/log-lines.ts'
import { settings } from '../server/src/settings.ts'
import { strangersIn } from './support/metric-names.ts'

const folder = new URL('../deploy/prometheus/', import.meta.url)
const read = (name: string) => readFile(new URL(name, folder), 'utf8')

/** Each rule as it is written. */
async function rules() {
  const [, ...parts] = (await read('alerts.yml')).split(/^ +- alert: /m)
  return parts.map((text) => ({ name: text.split('\n', 1)[0] ?? '', text }))
}

describe('the alert rules', () => {
  test.each(['alerts.yml', 'alerts.test.yml'])(
    'ask in %s for metrics, labels and values that there are',
    async (name) => {
      const text = await read(name)
      expect(text).toMatch(/anteroom_\w+/)
      expect(strangersIn(text)).toEqual([])
    },
  )

  test('say each what is the matter, what to do and how soon, in words that there are', async () => {
    const codes = new Set<string>(Object.keys(logLines))
    const names = new Set(settings.map(({ name }) => name))
    for (const { name, text } of await rules()) {
      expect(text, name).toMatch(/^ +summary: .+\.$|^ +summary: ".+\."$/m)
      expect(text, name).toMatch(/^ +what_to_do: .+\.$/m)
      expect(text, name).toMatch(/^ +labels: \{ severity: (?:page|ticket) \}$/m)
      const [, todo = ''] = /what_to_do: (.+)/.exec(text) ?? []
      expect(
        [...todo.matchAll(/`([a-z]+-[a-z-]+)`/g)].map(([, code = '']) => code).filter((code) => !isKnown(code)),
        name,
      ).toEqual([])
      expect(
        [...todo.matchAll(/\b[A-Z]+_[A-Z_]+\b/g)].map(([setting]) => setting).filter((setting) => !names.has(setting)),
        name,
      ).toEqual([])
    }
    function isKnown(code: string) {
      return codes.has(code) || code === 'too-many-requests'
    }
  })

  test('are each tried in their tests, with when they hold and what they say then', async () => {
    const tests = await read('alerts.test.yml')
    for (const { name } of await rules()) {
      expect(tests, name).toMatch(new RegExp(`alertname: ${name}\\n +eval_time: \\d+m\\n +exp_alerts:\\n`))
    }
  })

  test('have each a line on the page on metrics', async () => {
    const page = await readFile(new URL('metrics.md', import.meta.url), 'utf8')
    const listed = [...page.matchAll(/^\| `(Anteroom\w+)` \|/gm)].map(([, name]) => name)
    expect(listed).toEqual((await rules()).map(({ name }) => name))
  })
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

describe.skipIf(!hasPromtool)("Prometheus's own tool", () => {
  test.each([
    ['check', 'alerts.yml'],
    ['test', 'alerts.test.yml'],
  ])('takes them (promtool %s rules %s)', (verb, name) => {
    const { status, stdout, stderr } = spawnSync('promtool', [verb, 'rules', fileURLToPath(new URL(name, folder))])
    expect(`${stdout}${stderr}`).not.toContain('FAILED')
    expect(status).toBe(0)
  })
})
