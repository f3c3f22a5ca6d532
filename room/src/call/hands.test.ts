import type { Person, VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test } from 'vitest'
import type { Channel } from './data.ts'
import { createHands } from './hands.ts'

const person = (visitId: string, role: Person['role'] = 'GUEST', generation = 1) => ({ visitId, role, generation })

function inCall(...people: ReturnType<typeof person>[]) {
  let hear: Parameters<Channel['subscribe']>[0] = () => {}
  const sent: unknown[] = []
  const view = createStore({ me: { visitId: 'me' }, people } as unknown as VisitView)
  const hands = createHands({
    channel: {
      send: (data) => void sent.push(data),
      subscribe(listener) {
        hear = listener
        return () => {}
      },
    },
    view,
    until: new AbortController().signal,
  })
  return {
    hands,
    sent,
    receive: (visitId: string, data: unknown) => hear({ visitId, name: visitId }, data),
    arrive: (...next: ReturnType<typeof person>[]) => view.set({ ...view.get(), people: next } as unknown as VisitView),
  }
}

test('hands are in the order in which they were raised', () => {
  const { hands, receive, sent } = inCall(person('ana'), person('tom'))
  receive('tom', { raised: true })
  hands.raise(true)
  receive('ana', { raised: true })
  receive('tom', { raised: true })
  expect(hands.raised.get()).toEqual(['tom', 'me', 'ana'])
  expect(sent).toEqual([{ raised: true }])
  receive('tom', { raised: false })
  hands.raise(false)
  expect(hands.raised.get()).toEqual(['ana'])
})

test('a hand goes down with whoever leaves', () => {
  const { hands, receive, arrive } = inCall(person('ana'), person('tom'))
  receive('ana', { raised: true })
  arrive(person('tom'))
  expect(hands.raised.get()).toEqual([])
})

test('whoever comes, or comes back with a new page, is told that ours is up', () => {
  const { hands, sent, arrive } = inCall(person('ana'))
  hands.raise(true)
  arrive(person('ana'), person('tom'))
  arrive(person('ana'), person('tom', 'GUEST', 2))
  arrive(person('ana'), person('tom', 'GUEST', 2))
  expect(sent).toEqual([{ raised: true }, { raised: true }, { raised: true }])
})

test('a host lowers our hand, and nobody else', () => {
  const { hands, sent, receive } = inCall(person('ana'), person('vega', 'HOST'))
  hands.raise(true)
  receive('ana', { lower: 'me' })
  receive('vega', { lower: 'ana' })
  expect(hands.raised.get()).toEqual(['me'])
  receive('vega', { lower: 'me' })
  expect(hands.raised.get()).toEqual([])
  expect(sent.at(-1)).toEqual({ raised: false })
})

test.each([
  ['stranger', { raised: true }],
  ['ana', { raised: 'yes' }],
  ['ana', null],
  ['ana', 'raised'],
] as const)('%s with %j changes nothing', (from, data) => {
  const { hands, receive } = inCall(person('ana'))
  receive(from, data)
  expect(hands.raised.get()).toEqual([])
})
