import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange, fitOf, grid, type Item, type Place } from './arrange.ts'

const phone = { width: 360, height: 560 }
const desk = { width: 1440, height: 780 }
const self: Item = { key: 'self', kind: 'self' }
const person = (key: string): Item => ({ key, kind: 'person' })
const columnsOf = (count: number, size: typeof phone) => new Set(grid(count, size).map(({ top }) => top)).size

test('alone, one sees oneself; with one other, that one fills the stage and oneself floats', () => {
  expect(arrange([self], phone, null).get('self')).toEqual({ left: 0, top: 0, ...phone, role: 'main' })
  const two = arrange([person('a'), self], phone, null)
  expect(two.get('a')).toEqual({ left: 0, top: 0, ...phone, role: 'main' })
  expect(two.get('self')).toMatchObject({ role: 'floating' })
})

test('three people stand one above the other on a phone, side by side or in two rows on a desk', () => {
  expect(columnsOf(3, phone)).toBe(3)
  expect(columnsOf(3, desk)).toBeLessThan(3)
  expect(columnsOf(6, phone)).toBe(3)
  expect(columnsOf(6, desk)).toBe(2)
})

test('a screen fills the stage, with the people below it on a phone and beside it on a desk', () => {
  const items = [person('a'), person('b'), self, { key: 'screen', kind: 'screen' } as const]
  const upright = arrange(items, phone, null)
  expect(upright.get('screen')).toMatchObject({ width: 360, role: 'main' })
  expect(upright.get('a')?.top).toBeGreaterThan(upright.get('screen')?.height ?? Infinity)
  const broad = arrange(items, desk, null)
  expect(broad.get('screen')).toMatchObject({ height: 780, role: 'main' })
  expect(broad.get('a')?.left).toBeGreaterThan(broad.get('screen')?.width ?? Infinity)
})

test('whoever speaks is large once there are more than two people', () => {
  expect(arrange([person('a'), person('b'), self], desk, 'b').get('b')?.role).toBe('main')
  expect(arrange([person('a'), person('b'), self], desk, 'b').get('a')?.role).toBe('small')
  expect(arrange([person('a'), person('b'), self], desk, 'gone').get('a')?.role).toBe('main')
})

test('whatever the stage and the number of people, all are on it and none lies on another', () => {
  const cases = fc.record({
    people: fc.integer({ min: 2, max: 12 }),
    screens: fc.integer({ min: 0, max: 2 }),
    large: fc.boolean(),
    width: fc.integer({ min: 300, max: 3000 }),
    height: fc.integer({ min: 240, max: 2000 }),
  })
  fc.assert(
    fc.property(cases, ({ people, screens, large, width, height }) => {
      const items: Item[] = Array.from({ length: people }, (_, i) => person(`p${i}`))
      items.push(self)
      for (let i = 0; i < screens; i++) items.push({ key: `s${i}`, kind: 'screen' })
      const places = [...arrange(items, { width, height }, large ? 'p1' : null).values()]
      expect(places).toHaveLength(items.length)
      for (const [i, a] of places.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(-0.01)
        expect(a.top).toBeGreaterThanOrEqual(-0.01)
        expect(a.left + a.width).toBeLessThanOrEqual(width + 0.01)
        expect(a.top + a.height).toBeLessThanOrEqual(height + 0.01)
        for (const b of places.slice(i + 1)) {
          const apart =
            a.left + a.width <= b.left + 0.01 ||
            b.left + b.width <= a.left + 0.01 ||
            a.top + a.height <= b.top + 0.01 ||
            b.top + b.height <= a.top + 0.01
          expect(apart).toBe(true)
        }
      }
    }),
  )
})

test('faces are cut a little rather than framed, but an upright phone is shown whole on a broad stage', () => {
  const main: Place = { left: 0, top: 0, ...desk, role: 'main' }
  expect(fitOf(16 / 9, main)).toBe('cover')
  expect(fitOf(4 / 3, main)).toBe('cover')
  expect(fitOf(9 / 16, main)).toBe('contain')
  expect(fitOf(9 / 16, { ...main, role: 'small' })).toBe('cover')
  expect(fitOf(null, main)).toBe('cover')
})
