import { beforeEach, expect, test } from 'vitest'
import { keepWishes } from './wishes.ts'

/** A storage in memory, as far as it is used. */
function storage() {
  const kept = new Map<string, string>()
  return () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) }) as unknown as Storage
}
const off = () => {
  throw new Error('Storage is off')
}

let browser: () => Storage
beforeEach(() => {
  browser = storage()
})

test('a call that is come back into is as it was there, whatever was wished in another one since', () => {
  const [tab, otherTab] = [storage(), storage()]
  keepWishes('b', false, [tab, browser]).change({ microphone: false, camera: false })
  keepWishes('a', false, [otherTab, browser]).change({ microphone: true, camera: true })
  expect(keepWishes('b', true, [tab, browser]).get()).toEqual({ microphone: false, camera: false })
})

test('a visit that begins has both on', () => {
  keepWishes('a', false, [storage(), browser]).change({ microphone: false, camera: false })
  expect(keepWishes('b', false, [storage(), browser]).get()).toEqual({ microphone: true, camera: true })
})

test('of what the tab and the browser know, the one that sends less holds', () => {
  const tab = storage()
  keepWishes('a', false, [tab]).change({ microphone: false, camera: true, blurred: false })
  keepWishes('a', false, [browser]).change({ microphone: true, camera: false, blurred: true })
  const less = { microphone: false, camera: false, blurred: true }
  expect(keepWishes('a', true, [tab, browser]).get()).toEqual(less)
  expect(keepWishes('a', false, [tab, browser]).get()).toEqual(less)
})

test('whoever comes straight into a call and of whom nothing is known sends nothing', () => {
  const wishes = keepWishes('a', true, [off, off])
  expect(wishes.get()).toEqual({ microphone: false, camera: false })
  expect(wishes.areForgotten).toBe(true)
  expect(keepWishes('a', false, [off, off]).areForgotten).toBe(false)
})

test('one place that keeps them is enough', () => {
  const tab = storage()
  keepWishes('a', false, [tab, off]).change({ camera: false })
  expect(keepWishes('a', true, [tab, off]).get()).toEqual({ microphone: true, camera: false })
})
