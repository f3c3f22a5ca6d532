import { expect, test } from 'vitest'
import { laterWords } from '../../words/words.ts'
import { problemsFound } from './device-problems.tsx'

test('the same problem of both devices is told once, different ones each by themselves', () => {
  expect(problemsFound('denied', 'denied')).toEqual([{ what: 'both', problem: 'denied' }])
  expect(problemsFound('denied', 'missing')).toEqual([
    { what: 'microphone', problem: 'denied' },
    { what: 'camera', problem: 'missing' },
  ])
  expect(problemsFound(null, 'in-use')).toEqual([{ what: 'camera', problem: 'in-use' }])
  expect(problemsFound(null, null)).toEqual([])
})

test('the steps to allow a device are those of the browser that is used', () => {
  const { steps } = laterWords.devices.problems.denied
  expect(steps('camera', { browser: 'safari', system: 'ios' }).join()).toContain('Website Settings')
  expect(steps('microphone', { browser: 'firefox', system: 'linux' }).join()).toContain('crossed-out microphone')
  expect(steps('both', { browser: 'chrome', system: 'windows' }).join()).toContain('camera and microphone')
})
