import { expect, test } from 'vitest'
import { initialsOf } from './avatar.tsx'

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
