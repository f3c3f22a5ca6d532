import { expect, test } from 'vitest'
import { createStore } from './store.ts'

test('a listener hears until its lifetime ends', () => {
  const store = createStore(1)
  const heard: number[] = []
  const life = new AbortController()
  store.subscribe(() => heard.push(store.get()), life.signal)
  store.set(2)
  life.abort()
  store.set(3)
  store.subscribe(() => heard.push(store.get()), life.signal)
  store.set(4)
  expect(heard).toEqual([2])
})
