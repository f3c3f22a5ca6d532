import type { VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test } from 'vitest'
import { watchWhoLeft } from './who-left.ts'

const ana = { visitId: 'ana', name: 'Ana' }
const tom = { visitId: 'tom', name: 'Tom' }

function call(...people: object[]) {
  const view = createStore({ people, waiting: [], phase: { name: 'in-call' } } as unknown as VisitView)
  const left = watchWhoLeft(view, () => 1_000, new AbortController().signal)
  return { left, show: (change: object) => view.set({ ...view.get(), ...change }) }
}

test('whoever leaves us alone is named, with the time, until somebody comes', () => {
  const { left, show } = call(ana, tom)
  show({ people: [tom] })
  expect(left.get()).toBeNull()
  show({ people: [] })
  expect(left.get()).toEqual({ name: 'Tom', at: 1_000 })
  show({ people: [] })
  expect(left.get()).toEqual({ name: 'Tom', at: 1_000 })
  show({ people: [ana] })
  expect(left.get()).toBeNull()
})

test('nobody has left who was sent back to the waiting room, or whom we do not see while we are on hold', () => {
  const { left, show } = call(ana)
  show({ people: [], waiting: [ana] })
  expect(left.get()).toBeNull()
  show({ people: [ana], waiting: [] })
  show({ people: [], phase: { name: 'on-hold' } })
  show({ people: [ana], phase: { name: 'in-call' } })
  expect(left.get()).toBeNull()
})
