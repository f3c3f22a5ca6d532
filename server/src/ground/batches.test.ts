import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBatches } from './batches.ts'

/** A store that takes its time, and refuses negative numbers. */
function createStore() {
  const writes: number[][] = []
  const running: (() => void)[] = []
  const stored: number[] = []
  const write = async (items: number[]) => {
    writes.push(items)
    await new Promise<void>((resolve) => running.push(resolve))
    if (items.some((item) => item < 0)) throw new Error(`cannot store ${items}`)
    stored.push(...items)
  }
  async function finishOne() {
    running.shift()?.()
    await new Promise(setImmediate)
  }
  async function finishAll() {
    while (running.length > 0) await finishOne()
  }
  return { write, writes, stored, finishOne, finishAll, running }
}

const turn = () => new Promise(setImmediate)

test('what comes alone is written in the same turn of the event loop', async () => {
  const store = createStore()
  const add = createBatches(store.write, { enough: 5, maxItems: 10, maxWrites: 2 })
  const added = add(1)
  await turn()
  expect(store.writes).toEqual([[1]])
  await store.finishAll()
  await added
  const next = add(2)
  await turn()
  expect(store.writes).toEqual([[1], [2]])
  await store.finishAll()
  await next
})

test('what comes in one turn is written together, and a write begins before the end of it when there is enough', async () => {
  const store = createStore()
  const add = createBatches(store.write, { enough: 3, maxItems: 10, maxWrites: 2 })
  const added = Promise.all([1, 2, 3, 4, 5].map(add))
  expect(store.writes).toEqual([[1, 2, 3]])
  await turn()
  expect(store.writes).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
  await store.finishAll()
  await added
})

test('what comes while all writes are under way is written together, in its order, and not too much of it', async () => {
  const store = createStore()
  const add = createBatches(store.write, { enough: 1, maxItems: 3, maxWrites: 2 })
  const added = Promise.all([1, 2, 3, 4, 5, 6].map(add))
  expect(store.writes).toEqual([[1], [2]])
  await turn()
  expect(store.writes).toEqual([[1], [2]])
  await store.finishOne()
  expect(store.writes).toEqual([[1], [2], [3, 4, 5]])
  await store.finishAll()
  await added
  expect(store.writes).toEqual([[1], [2], [3, 4, 5], [6]])
})

test('nobody is told of a write before it is done', async () => {
  const store = createStore()
  const add = createBatches(store.write, { enough: 1, maxItems: 3, maxWrites: 1 })
  const told: number[] = []
  const added = Promise.all([1, 2, 3].map((item) => add(item).then(() => told.push(item))))
  expect(told).toEqual([])
  await store.finishOne()
  expect(told).toEqual([1])
  await store.finishAll()
  await added
})

test('whatever fails, everyone is told what became of theirs, and all that can be stored is stored once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -3, max: 30 })),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      async (items, enough, maxItems) => {
        const store = createStore()
        const add = createBatches(store.write, { enough, maxItems, maxWrites: 2 })
        const told = Promise.allSettled(items.map(add))
        await turn()
        await store.finishAll()
        expect((await told).map(({ status }) => status === 'fulfilled')).toEqual(items.map((item) => item >= 0))
        expect([...store.stored].sort()).toEqual(items.filter((item) => item >= 0).sort())
        expect(store.running).toEqual([])
      },
    ),
  )
})
