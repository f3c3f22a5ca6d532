import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Payer } from './payments.ts'
import type { Person, VisitView } from './realtime.ts'
import { viewChanges, viewWith } from './view-changes.ts'

const person = fc.record({
  visitId: fc.constantFrom('ana', 'tom', 'eva', 'kim', 'lou'),
  generation: fc.nat(3),
  onHold: fc.boolean(),
})
const list = fc.array(person, { maxLength: 8 })
const phase = fc.constantFrom({ name: 'in-call' }, { name: 'on-hold' }, { name: 'exit', reason: 'left' })
const members = {
  revision: fc.nat(),
  now: fc.string(),
  phase,
  people: list,
  waiting: list,
  expected: list,
  locked: fc.boolean(),
  me: fc.record({ name: fc.option(fc.string()) }),
}
const aView = fc
  .record({ ...members, paying: list }, { requiredKeys: Object.keys(members) as (keyof typeof members)[] })
  .map((members) => members as unknown as VisitView)

test('what a page makes of the changes is the view, whatever changed', () => {
  fc.assert(
    fc.property(aView, aView, (before, after) => {
      const told = JSON.parse(JSON.stringify(viewChanges(before, after)))
      expect(viewWith(before, told)).toEqual(after)
    }),
    { numRuns: 2_000 },
  )
})

test('what is no longer in a view leaves the page', () => {
  const [view] = fc.sample(aView, { numRuns: 1, seed: 1 })
  const before = { ...view, paying: [] as Payer[] } as VisitView
  const { paying: _, ...after } = before
  const told = viewChanges(before, after)
  expect(told.gone).toEqual(['paying'])
  expect(viewWith(before, told)).not.toHaveProperty('paying')
})

test('one person of fifty who changes is told of alone', () => {
  const people = Array.from({ length: 49 }, (_, at) => ({ visitId: `${at}`, onHold: false }) as Person)
  const [view] = fc.sample(aView, { numRuns: 1, seed: 1 })
  const before = { ...view, people } as VisitView
  const held = people.map((one, at) => (at === 30 ? { ...one, onHold: true } : one))
  const { lists, members } = viewChanges(before, { ...before, revision: before.revision + 1, people: held })
  expect(lists).toEqual({ people: { from: 30, gone: 1, came: [held[30]] } })
  expect(members).toEqual({})
  const left = people.filter((_one, at) => at !== 30)
  expect(viewChanges(before, { ...before, people: left }).lists).toEqual({ people: { from: 30, gone: 1, came: [] } })
})
