import { afterEach, expect, test, vi } from 'vitest'
import { kept, keptJson, orCookie } from './kept.ts'

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

test('a frame from which storage is withheld keeps in a cookie of its own what a reload needs', () => {
  const jar = new Map<string, string>()
  const written: string[] = []
  vi.stubGlobal('location', { protocol: 'https:' })
  vi.stubGlobal('document', {
    get cookie() {
      return [...jar].map((pair) => pair.join('=')).join('; ')
    },
    set cookie(text: string) {
      written.push(text)
      const [pair = ''] = text.split('; ')
      const [name = '', value = ''] = pair.split('=')
      if (text.endsWith('Max-Age=0')) jar.delete(name)
      else jar.set(name, value)
    },
  })
  const withheld = orCookie(() => {
    throw new DOMException('withheld', 'SecurityError')
  })
  const { get, set } = keptJson('anteroom.test', withheld)
  expect(get()).toBe(null)
  set({ camera: false })
  expect(get()).toEqual({ camera: false })
  expect(written[0]).toMatch(
    /^__Host-anteroom\.test=[^ ;,"]+; Path=\/; Secure; SameSite=None; Partitioned; Max-Age=\d+$/,
  )
  kept('anteroom.test', withheld).set(null)
  expect(jar.size).toBe(0)
})
