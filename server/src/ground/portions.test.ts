import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPortions } from './portions.ts'

/** Holds the event loop for that long. */
function busy(ms: number) {
  for (const until = performance.now() + ms; performance.now() < until; );
}

test('a long list gives others their turn, and its results stay in order', async () => {
  const { each } = createPortions(2)
  let done = false
  const numbers = Array.from({ length: 40 }, (_, n) => n)
  const working = each(numbers, (n) => {
    busy(0.5)
    return n
  }).finally(() => {
    done = true
  })
  let turns = 0
  for (; !done; turns += 1) await setImmediate()
  expect(await working).toEqual(numbers)
  expect(turns).toBeGreaterThanOrEqual(8)
})

test('many lists at once have one stretch between two turns, and each gets on', async () => {
  const { each } = createPortions(2)
  let inStretch = 0
  let most = 0
  const ends: number[] = []
  const lists = Array.from({ length: 5 }, async (_, list) => {
    await each(Array(8).fill(0), () => {
      busy(0.5)
      inStretch += 1
      most = Math.max(most, inStretch)
    })
    ends.push(list)
  })
  const all = Promise.all(lists).then(() => 'all' as const)
  while ((await Promise.race([all, setImmediate(null)])) !== 'all') inStretch = 0
  // Four of half a millisecond fill it; none is begun after that.
  expect(most).toBeLessThanOrEqual(8)
  expect(ends.sort()).toEqual([0, 1, 2, 3, 4])
})

test('many short lists at once are through in a few stretches, in the order in which they came', async () => {
  const { each } = createPortions(2)
  let turns = 0
  const done: number[] = []
  const lists = Array.from({ length: 60 }, async (_, list) => {
    await each([list], () => busy(0.1))
    done.push(list)
  })
  const all = Promise.all(lists).then(() => 'all' as const)
  while ((await Promise.race([all, setImmediate(null)])) !== 'all') turns += 1
  expect(done).toEqual(Array.from({ length: 60 }, (_, list) => list))
  expect(turns).toBeLessThan(30)
})

test('what fails, fails for its list alone', async () => {
  const { each } = createPortions()
  const fail = () => {
    throw new Error('failed')
  }
  await expect(each([1], fail)).rejects.toThrow('failed')
  expect(await each([1, 2], (n) => n * 2)).toEqual([2, 4])
})
