import { expect, test } from 'vitest'
import { type LineLevel, levelOf, readReport, type Steady, settle, steadyGood } from './quality.ts'

const report = (...stats: object[]) => new Map(stats.map((one, at) => [String(at), one])) as unknown as RTCStatsReport
const after = (levels: LineLevel[], from: Steady = steadyGood) => levels.reduce(settle, from)

test('what was lost is a share of what came since the last look', () => {
  const { reading, counters } = readReport(
    report(
      { type: 'inbound-rtp', packetsReceived: 190, packetsLost: 15, framesDecoded: 40 },
      { type: 'inbound-rtp', packetsReceived: 100, packetsLost: 5 },
      { type: 'remote-inbound-rtp', fractionLost: 0.02 },
      { type: 'remote-inbound-rtp', fractionLost: 0.3 },
      { type: 'candidate-pair', nominated: false, currentRoundTripTime: 3 },
      { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.2 },
    ),
    { received: 200, lost: 10 },
  )
  expect(reading).toEqual({ lostComing: 0.1, lostGoing: 0.3, roundTripMs: 200, pictures: 40 })
  expect(counters).toEqual({ received: 290, lost: 20 })
})

test('where nothing came nothing is known, and counters that begin anew do no harm', () => {
  expect(readReport(report(), { received: 0, lost: 0 }).reading.lostComing).toBeNull()
  const anew = report({ type: 'inbound-rtp', packetsReceived: 3, packetsLost: -1 })
  expect(readReport(anew, { received: 900, lost: 9 }).reading.lostComing).toBeNull()
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
