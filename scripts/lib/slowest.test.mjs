import { expect, test } from 'vitest'
import { slowestOf, timesOfPlaywright, timesOfVitest } from './slowest.mjs'

test('the ten slowest are told, the slowest first', () => {
  const tests = Array.from({ length: 12 }, (_, at) => ({ name: `test ${at}`, file: 'a.test.ts', seconds: at }))
  const lines = slowestOf(tests).split('\n')
  expect(lines).toHaveLength(10)
  expect(lines[0]).toBe('   11.0 s  a.test.ts: test 11')
  expect(slowestOf([])).toBe('')
})

test('the reports of both runners are read', () => {
  const vitest = {
    testResults: [
      { name: '/root/a.test.ts', assertionResults: [{ title: 'one', duration: 1500 }, { title: 'skipped' }] },
    ],
  }
  expect(timesOfVitest(vitest, '/root')).toEqual([
    { name: 'one', file: 'a.test.ts', seconds: 1.5 },
    { name: 'skipped', file: 'a.test.ts', seconds: 0 },
  ])
  const spec = { title: 'two', file: 'b.spec.ts', tests: [{ results: [{ duration: 1000 }, { duration: 500 }] }] }
  expect(timesOfPlaywright({ suites: [{ suites: [{ specs: [spec] }] }] })).toEqual([
    { name: 'two', file: 'e2e/b.spec.ts', seconds: 1.5 },
  ])
})
