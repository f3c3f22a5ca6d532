import { expect, test } from 'vitest'
import type { Traffic } from '../media.ts'
import { growth } from './traffic.ts'

const pair = (id: string, bytesSent?: number, bytesReceived?: number) =>
  ({ id, type: 'candidate-pair', timestamp: 0, bytesSent, bytesReceived }) as RTCStats

test('what was counted once is not counted again', () => {
  const counted = new Map<string, Traffic>()
  expect(growth([pair('a', 100, 10), pair('b', 0, 0)], counted)).toEqual({ sent: 100, received: 10 })
  expect(growth([pair('a', 150, 30), pair('b', 5, 1)], counted)).toEqual({ sent: 55, received: 21 })
  expect(growth([pair('a', 150, 30), pair('b', 5, 1)], counted)).toEqual({ sent: 0, received: 0 })
})

test('a way that is given up takes nothing back, and a new one counts from its beginning', () => {
  const counted = new Map<string, Traffic>()
  growth([pair('a', 1_000_000, 900_000)], counted)
  expect(growth([pair('b', 70, 60)], counted)).toEqual({ sent: 70, received: 60 })
  expect(growth([], counted)).toEqual({ sent: 0, received: 0 })
})

test('a counter that begins anew does not count backwards', () => {
  const counted = new Map<string, Traffic>()
  growth([pair('a', 1_000, 1_000)], counted)
  expect(growth([pair('a', 10, 1_200)], counted)).toEqual({ sent: 0, received: 200 })
  expect(growth([pair('a', 30, 1_200)], counted)).toEqual({ sent: 20, received: 0 })
})

test('other statistics, and pairs of which nothing is known, do not matter', () => {
  const transport = { id: 't', type: 'transport', timestamp: 0, bytesSent: 5, bytesReceived: 5 } as RTCStats
  expect(growth([transport, pair('a')], new Map())).toEqual({ sent: 0, received: 0 })
})
