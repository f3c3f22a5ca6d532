import { afterEach, expect, test, vi } from 'vitest'
import { kept, keptJson } from './kept.ts'

afterEach(() => vi.unstubAllGlobals())

function storageWith(values: Record<string, string>) {
  const all = new Map(Object.entries(values))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => all.set(key, value),
    removeItem: (key: string) => all.delete(key),
  })
  return all
}

test('what is written is there again, and null takes it away', () => {
  const all = storageWith({})
  const { get, set } = kept('anteroom.test')
  expect(get()).toBe(null)
  set('yes')
  expect(get()).toBe('yes')
  set(null)
  expect(all.size).toBe(0)
})

test('what somebody has spoilt is as if it were not there', () => {
  storageWith({ 'anteroom.test': '{' })
  expect(keptJson('anteroom.test').get()).toBe(null)
})

test('where storage is off nothing is kept, and nothing fails', () => {
  const refuse = () => {
    throw new DOMException('off', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse })
  const { get, set } = keptJson('anteroom.test')
  set({ a: 1 })
  expect(get()).toBe(null)
})
