import { expect, test } from 'vitest'
import type { Traffic } from '../media.ts'
import { growth } from './traffic.ts'

const ways = (...all: [string, number, number][]) =>
  new Map(all.map(([id, sent, received]) => [id, { sent, received }]))

test('what was counted once is not counted again', () => {
  const counted = new Map<string, Traffic>()
  expect(growth(ways(['a', 100, 10], ['b', 0, 0]), counted)).toEqual({ sent: 100, received: 10 })
  expect(growth(ways(['a', 150, 30], ['b', 5, 1]), counted)).toEqual({ sent: 55, received: 21 })
  expect(growth(ways(['a', 150, 30], ['b', 5, 1]), counted)).toEqual({ sent: 0, received: 0 })
})

test('a way that is given up takes nothing back, and a new one counts from its beginning', () => {
  const counted = new Map<string, Traffic>()
  growth(ways(['a', 1_000_000, 900_000]), counted)
  expect(growth(ways(['b', 70, 60]), counted)).toEqual({ sent: 70, received: 60 })
  expect(growth(ways(), counted)).toEqual({ sent: 0, received: 0 })
})

test('a counter that begins anew does not count backwards', () => {
  const counted = new Map<string, Traffic>()
  growth(ways(['a', 1_000, 1_000]), counted)
  expect(growth(ways(['a', 10, 1_200]), counted)).toEqual({ sent: 0, received: 200 })
  expect(growth(ways(['a', 30, 1_200]), counted)).toEqual({ sent: 20, received: 0 })
})
