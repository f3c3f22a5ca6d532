import { expect, test } from 'vitest'
import { beginning, isWeak, type Judgement, judge, type Sample } from './weak-line.ts'

const good: Sample = { availableKbps: 900, lostGoing: 0, roundTripMs: 60, isSqueezed: false }
const weak: Sample = { availableKbps: 120, lostGoing: 0.01, roundTripMs: 300, isSqueezed: true }
const stepMs = 2_000

/** Runs through samples, one each two seconds, and says which states there were, with their length in seconds. */
function run(samples: readonly Sample[], from = beginning(0)) {
  let judgement = from
  const states: [Judgement['state'], number][] = []
  samples.forEach((sample, at) => {
    judgement = judge(judgement, sample, (at + 1) * stepMs)
    const last = states.at(-1)
    if (last?.[0] === judgement.state) last[1] += stepMs / 1000
    else states.push([judgement.state, stepMs / 1000])
  })
  return { judgement, states, names: states.map(([state]) => state) }
}
const times = (count: number, sample: Sample) => Array.from({ length: count }, () => sample)

test('weak is what leaves too little room, loses a quarter, or takes seconds; a browser that tells nothing is not weak', () => {
  expect(isWeak(good)).toBe(false)
  expect(isWeak({ ...good, availableKbps: 179, isSqueezed: true })).toBe(true)
  expect(isWeak({ ...good, availableKbps: 180, isSqueezed: true })).toBe(false)
  expect(isWeak({ ...good, availableKbps: 100, isSqueezed: null })).toBe(true)
  expect(isWeak({ ...good, availableKbps: 100, lostGoing: 0.1 })).toBe(true)
  expect(isWeak({ ...good, availableKbps: 100, roundTripMs: 800 })).toBe(true)
  expect(isWeak({ ...good, lostGoing: 0.3 })).toBe(true)
  expect(isWeak({ ...good, roundTripMs: 3_000 })).toBe(true)
  expect(isWeak({ availableKbps: null, lostGoing: null, roundTripMs: null, isSqueezed: null })).toBe(false)
})

test('a still picture that needs little is not taken for a weak line', () => {
  expect(isWeak({ ...good, availableKbps: 60 })).toBe(false)
})

test('a good line stays as it is, and so does one with short weak moments', () => {
  expect(run(times(100, good)).names).toEqual(['on'])
  const moments = Array.from({ length: 100 }, (_, at) => (at % 3 === 2 ? good : weak))
  expect(run(moments).names).toEqual(['on'])
})

test('a line that is weak for some seconds pauses the camera', () => {
  expect(run(times(5, weak)).names).toEqual(['on', 'paused'])
})

test('once the line is good again the camera comes back by itself, and stays', () => {
  const { names, states } = run([...times(5, weak), ...times(60, good)])
  expect(names).toEqual(['on', 'paused', 'trying', 'on'])
  expect(states[1]?.[1]).toBe(10)
})

test('on a line that stays weak the pauses grow, up to a limit, so that it does not flap', () => {
  const { states, names } = run(times(400, weak))
  expect(names.filter((name) => name === 'on')).toHaveLength(1)
  const pauses = states.filter(([state]) => state === 'paused').map(([, seconds]) => seconds)
  expect(pauses.slice(0, 5)).toEqual([10, 20, 40, 80, 80])
})

test('a trial that loses much is given up at once', () => {
  const losing: Sample = { ...good, lostGoing: 0.5 }
  const { states } = run([...times(5, weak), ...times(12, losing)])
  expect(states.find(([state]) => state === 'trying')?.[1]).toBeLessThan(8)
})

test('after a minute without a weak moment the next pause is a short one again', () => {
  const long = run(times(60, weak)).judgement
  expect(long.pauseMs).toBe(80_000)
  const { judgement } = run(times(120, good), { ...long, since: 0 })
  expect(judgement).toMatchObject({ state: 'on', pauseMs: 10_000 })
})
