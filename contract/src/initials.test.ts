import { expect, test } from 'vitest'
import { hueOf, initialsOf } from './initials.ts'

test.each([
  ['Maria Lopez', 'ML'],
  ['Dr. Jonas van den Berg', 'JB'],
  ['maria', 'M'],
  ['Dr', 'D'],
  ['李 明', '李明'],
  ['Øyvind (patient)', 'ØP'],
  ['  ', ''],
  ['👋 Sam', 'S'],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a name has its own colour, one of eight', () => {
  const names = Array.from({ length: 400 }, (_, at) => `Person ${at * 7}`)
  expect(new Set(names.map(hueOf)).size).toBe(8)
  expect(hueOf('Maria Lopez')).toBe(hueOf('Maria Lopez'))
})
