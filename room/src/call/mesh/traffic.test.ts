import { expect, test } from 'vitest'
import type { Traffic } from '../media.ts'
import { growth } from './traffic.ts'

const ways = (...all: [string, number, number, number?][]) =>
  new Map(all.map(([id, sent, received, relayed = 0]) => [id, { sent, received, relayed }]))
const grown = (sent: number, received: number, relayed = 0): Traffic => ({ sent, received, relayed })

test('what was counted once is not counted again', () => {
  const counted = new Map<string, Traffic>()
  expect(growth(ways(['a', 100, 10], ['b', 0, 0]), counted)).toEqual(grown(100, 10))
  expect(growth(ways(['a', 150, 30], ['b', 5, 1]), counted)).toEqual(grown(55, 21))
  expect(growth(ways(['a', 150, 30], ['b', 5, 1]), counted)).toEqual(grown(0, 0))
})

test('a way that is given up takes nothing back, and a new one counts from its beginning', () => {
  const counted = new Map<string, Traffic>()
  growth(ways(['a', 1_000_000, 900_000]), counted)
  expect(growth(ways(['b', 70, 60]), counted)).toEqual(grown(70, 60))
  expect(growth(ways(), counted)).toEqual(grown(0, 0))
})

test('a counter that begins anew does not count backwards', () => {
  const counted = new Map<string, Traffic>()
  growth(ways(['a', 1_000, 1_000]), counted)
  expect(growth(ways(['a', 10, 1_200]), counted)).toEqual(grown(0, 200))
  expect(growth(ways(['a', 30, 1_200]), counted)).toEqual(grown(20, 0))
})

test('what goes by a relay is known apart, also when the way changes in the middle of a call', () => {
  const counted = new Map<string, Traffic>()
  expect(growth(ways(['direct', 100, 50]), counted)).toEqual(grown(100, 50))
  expect(growth(ways(['direct', 110, 50], ['by the relay', 30, 20, 50]), counted)).toEqual(grown(40, 20, 50))
})
