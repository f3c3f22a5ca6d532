import { expect, test } from 'vitest'
import { createWrongSecrets } from './wrong-secrets.ts'

function start() {
  let nowMs = Date.parse('2030-06-01T12:00:00Z')
  const wrongSecrets = createWrongSecrets({ now: () => new Date(nowMs) })
  const add = (subject: string, times: number) => {
    for (let count = 0; count < times; count++) wrongSecrets.add(subject)
  }
  return { ...wrongSecrets, add, pass: (seconds: number) => (nowMs += seconds * 1000) }
}

test('twenty within a minute are too many, until the minute is over', () => {
  const wrong = start()
  wrong.add('one', 19)
  expect(wrong.waitSeconds('one')).toBe(0)
  wrong.pass(20)
  wrong.add('one', 1)
  expect(wrong.waitSeconds('one')).toBe(40)
  expect(wrong.waitSeconds('other')).toBe(0)
  wrong.pass(40)
  expect(wrong.waitSeconds('one')).toBe(0)
  wrong.add('one', 19)
  expect(wrong.waitSeconds('one')).toBe(0)
})

test('a right one makes up for the wrong ones before', () => {
  const wrong = start()
  wrong.add('one', 19)
  wrong.forget('one')
  wrong.add('one', 1)
  expect(wrong.waitSeconds('one')).toBe(0)
})

test('no more are kept in mind than fit, the oldest are forgotten first', () => {
  const wrong = start()
  wrong.add('first', 20)
  wrong.add('second', 20)
  for (let count = 0; count < 9_999; count++) wrong.add(`other ${count}`, 1)
  expect(wrong.waitSeconds('first')).toBe(0)
  expect(wrong.waitSeconds('second')).toBeGreaterThan(0)
})
