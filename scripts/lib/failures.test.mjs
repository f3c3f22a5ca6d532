import { expect, test } from 'vitest'
import { failuresOfPlaywright, failuresOfVitest, toldFailures } from './failures.mjs'

test('what failed is told with its file, its name and the beginning of why', () => {
  const message = ['\u001B[31mexpected 1 to be 2\u001B[39m', ...Array.from({ length: 30 }, (_, at) => `at ${at}`)]
  const lines = toldFailures([{ file: 'a.test.ts', name: 'one', messages: [message.join('\n')] }]).split('\n')
  expect(lines.slice(0, 3)).toEqual(['✗ a.test.ts: one', '    expected 1 to be 2', '    at 0'])
  expect(lines).toHaveLength(13)
  expect(toldFailures([])).toBe('')
})

test('Vitest: tests that failed, and files that were not even run', () => {
  const passed = { fullName: 'fine', status: 'passed', failureMessages: [] }
  const failed = { fullName: 'a group fails', status: 'failed', failureMessages: ['why'] }
  const report = {
    testResults: [
      { name: '/root/a.test.ts', status: 'failed', assertionResults: [passed, failed] },
      { name: '/root/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: '/root/c.test.ts', status: 'passed', assertionResults: [passed] },
    ],
  }
  expect(failuresOfVitest(report, '/root')).toEqual([
    { file: 'a.test.ts', name: 'a group fails', messages: ['why'] },
    { file: 'b.test.ts', name: 'is not even run', messages: ['no such module'] },
  ])
})

test('Playwright: journeys that failed, however deep they stand', () => {
  const fine = { title: 'fine', file: 'c.spec.ts', ok: true, tests: [{ results: [{}] }] }
  const failed = { title: 'two', file: 'b.spec.ts', ok: false, tests: [{ results: [{ error: { message: 'late' } }] }] }
  expect(failuresOfPlaywright({ suites: [{ suites: [{ specs: [fine, failed] }] }] })).toEqual([
    { file: 'e2e/b.spec.ts', name: 'two', messages: ['late'] },
  ])
})
