import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test } from 'vitest'
import type { LineLevel, Peer } from '../media.ts'
import { levelOf, lostSince, type Steady, settle, steadyGood, watchQuality } from './quality.ts'

const after = (levels: LineLevel[], from: Steady = steadyGood) => levels.reduce(settle, from)

test('what was lost is a share of what came since the last look', () => {
  expect(lostSince({ received: 200, lost: 10 }, { received: 290, lost: 20 })).toBe(0.1)
})

test('where nothing came nothing is known, and counters that begin anew do no harm', () => {
  expect(lostSince({ received: 0, lost: 0 }, { received: 0, lost: 0 })).toBeNull()
  expect(lostSince({ received: 900, lost: 9 }, { received: 3, lost: 0 })).toBeNull()
})

test('losses and long ways make a line weak', () => {
  expect(levelOf(null, null)).toBe('good')
  expect(levelOf(0.05, 450)).toBe('good')
  expect(levelOf(0.06, 20)).toBe('weak')
  expect(levelOf(0, 500)).toBe('weak')
  expect(levelOf(0.2, 20)).toBe('very-weak')
  expect(levelOf(0, 1_000)).toBe('very-weak')
})

test('one bad look is nothing, two are', () => {
  expect(after(['weak']).level).toBe('good')
  expect(after(['weak', 'good', 'weak']).level).toBe('good')
  expect(after(['weak', 'weak']).level).toBe('weak')
  expect(after(['very-weak', 'very-weak']).level).toBe('very-weak')
})

test('a line that was weak is called good only after a while', () => {
  const weak = after(['weak', 'weak'])
  expect(after(['good', 'good', 'good'], weak).level).toBe('weak')
  expect(after(['good', 'good', 'good', 'good'], weak).level).toBe('good')
  expect(after(['good', 'good', 'good', 'weak', 'good'], weak).level).toBe('weak')
})

test('while our own line is weak, that alone is told', async () => {
  const looks: (() => void)[] = []
  const clock = { every: (_: number, look: () => void) => void looks.push(look) }
  const line = { received: 0, lost: 0, roundTripMs: 2_000, pictures: 0, lostGoing: 0 }
  const { quality, own } = watchQuality({
    peers: createStore([{ visitId: 'ana', line: 'open', tracks: {} } as unknown as Peer]),
    stats: async () => new Map([['ana', { ...line, availableKbps: null, isSqueezed: null, ways: new Map() }]]),
    clock: clock as never,
    until: new AbortController().signal,
  })
  async function lookTwice() {
    for (let time = 0; time < 2; time++) {
      looks[0]?.()
      await new Promise((resolve) => setTimeout(resolve))
    }
    return quality.get().get('ana')?.level
  }
  expect(await lookTwice()).toBe('very-weak')
  line.lostGoing = 0.5
  expect(await lookTwice()).toBe('good')
  expect(own.get()).toBe('very-weak')
})
