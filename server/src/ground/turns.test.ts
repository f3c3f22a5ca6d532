import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Work that ends when it is told to, and says whether it has begun. */
function work() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const run = () => {
    one.begun = true
    return promise
  }
  const one = { begun: false, end: resolve, run }
  return one
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

test('of one session one at a time, and other sessions meanwhile', async () => {
  const turns = createTurns()
  const [first, second, other] = [work(), work(), work()]
  const done = [
    turns.take('a', 'ana', first.run),
    turns.take('a', 'tom', second.run),
    turns.take('b', 'eve', other.run),
  ]
  await settled()
  expect([first.begun, second.begun, other.begun]).toEqual([true, false, true])
  first.end()
  await settled()
  expect(second.begun).toBe(true)
  second.end()
  other.end()
  await Promise.all(done)
  expect(turns.size()).toBe(0)
})

test('of one key so many at once as may be, and the next ones as places get free', async () => {
  const turns = createTurns({ atOnce: 2 })
  const all = [work(), work(), work(), work()]
  const done = all.map(({ run }) => turns.take('a', 'ana', run))
  const begun = () => all.map(({ begun }) => begun)
  await settled()
  expect(begun()).toEqual([true, true, false, false])
  all[1]?.end()
  await settled()
  expect(begun()).toEqual([true, true, true, false])
  for (const { end } of all) end()
  await Promise.all(done)
  expect(begun()).toEqual([true, true, true, true])
  expect(turns.size()).toBe(0)
})

test('what fails does not keep the next from its turn', async () => {
  const turns = createTurns()
  const failing = turns.take('a', 'ana', () => Promise.reject(new Error('failed')))
  const next = turns.take('a', 'ana', async () => 'done')
  await expect(failing).rejects.toThrow('failed')
  expect(await next).toBe('done')
})

test('one link has so much waiting and no more; another of the same session still has its turn', async () => {
  const turns = createTurns({ maxOfOne: 2, maxWaiting: 3 })
  const busy = work()
  const running = turns.take('a', 'eve', busy.run)
  const waiting = [1, 2].map(() => turns.take('a', 'eve', async () => 'eve'))
  await expect(turns.take('a', 'eve', async () => 'eve')).rejects.toMatchObject({ problem: 'too-many-requests' })
  const ana = turns.take('a', 'ana', async () => 'ana')
  await expect(turns.take('a', 'tom', async () => 'tom')).rejects.toMatchObject({ problem: 'too-many-requests' })
  const end = turns.take('a', 'eve', async () => 'gone', { always: true })
  busy.end()
  await running
  expect(await Promise.all([...waiting, ana, end])).toEqual(['eve', 'eve', 'ana', 'gone'])
})

test('what has waited for too long is not begun any more', async () => {
  const turns = createTurns({ withinMs: -1 })
  const busy = work()
  const running = turns.take('a', 'ana', busy.run)
  const late = turns.take('a', 'ana', async () => 'late')
  busy.end()
  await running
  await expect(late).rejects.toMatchObject({ problem: 'unavailable' })
})

test('whoever has many waiting keeps the few of others waiting for one place', async () => {
  const turns = createTurns({ atOnce: 2 })
  const many = [work(), work(), work(), work()]
  const few = work()
  const done = [...many.map(({ run }) => turns.take('a', 'ana', run)), turns.take('a', 'tom', few.run)]
  await settled()
  expect(few.begun).toBe(false)
  many[0]?.end()
  await settled()
  expect([few.begun, many[2]?.begun]).toEqual([true, false])
  few.end()
  for (const one of many) one.end()
  await Promise.all(done)
  expect(turns.size()).toBe(0)
})
