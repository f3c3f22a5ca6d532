import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  arrange,
  type Corner,
  corners,
  cornerTowards,
  fitOf,
  grid,
  type Item,
  type Place,
  type Wishes,
} from './arrange.ts'

const phone = { width: 360, height: 560 }
const desk = { width: 1440, height: 780 }
const self: Item = { key: 'self', kind: 'self' }
const person = (key: string): Item => ({ key, kind: 'person' })
const columnsOf = (count: number, size: typeof phone) => new Set(grid(count, size).map(({ top }) => top)).size

test.each([
  [1280, 618],
  [393, 650],
  [844, 390],
  [1024, 498],
  [360, 321],
])('alone on a stage of %i × %i, there is room for some words below one’s own picture', (width, height) => {
  const self = arrange(
    [{ key: 'self', kind: 'self' }],
    { width, height },
    { pinned: null, large: null, corner: 'bottom-end' },
  ).get('self')
  expect(self && self.top + self.height + 12 + 160).toBeLessThanOrEqual(height)
})

test('alone on a low stage, one’s own picture is in its middle', () => {
  const { top, height } = arrange([self], { width: 393, height: 240 }).get('self') as Place
  expect(top).toBeCloseTo(240 - top - height)
})

test('alone with nothing to be read below, one’s own picture is in the middle', () => {
  const { top, height } = arrange([self], desk, { isBare: true }).get('self') as Place
  expect(top).toBeCloseTo(desk.height - top - height)
})

test('alone, one sees oneself, not too large; with one other, that one fills the stage and oneself floats', () => {
  expect(arrange([self], desk).get('self')?.height).toBeLessThan(desk.height / 2)
  const two = arrange([person('a'), self], phone)
  expect(two.get('a')).toMatchObject({ left: 0, top: 0, ...phone, role: 'main', fills: true })
  expect(two.get('self')).toMatchObject({ role: 'floating' })
})

test('what lies under a picture of oneself is said, so that no name is written there', () => {
  const covered = (corner: Corner) => arrange([person('a'), self], phone, { corner }).get('a')?.covered
  const own = arrange([person('a'), self], phone).get('self')
  expect(covered('bottom-end')?.end).toBe('end')
  expect(covered('bottom-end')?.width).toBeCloseTo(phone.width - (own?.left ?? 0))
  expect(covered('bottom-start')?.end).toBe('start')
  expect(covered('top-end')).toBeUndefined()
  expect(arrange([person('a')], phone).get('a')?.covered).toBeUndefined()
})

test('one’s own picture floats over one other, and stands among several as one of them', () => {
  const others = ['a', 'b', 'c', 'd', 'e'].map(person)
  for (const size of [phone, desk]) {
    for (let count = 1; count <= 5; count++) {
      const places = arrange([...others.slice(0, count), self], size)
      const [own, other] = [places.get('self') as Place, places.get('a') as Place]
      expect(own.role, `${count}`).toBe(count > 1 ? 'main' : 'floating')
      if (count > 1) expect([own.width, own.height]).toEqual([other.width, other.height])
    }
  }
})

test('two small pictures beside a large one fill the column, and leave as much above as below', () => {
  const places = arrange([person('a'), person('b'), self], desk, { large: 'b' })
  const [first, last] = [places.get('a') as Place, places.get('self') as Place]
  expect(first.top).toBeCloseTo(desk.height - last.top - last.height)
  expect(first.top).toBeLessThan(10)
})

test('four others on a phone are two by two, in upright cells', () => {
  const cells = grid(4, phone)
  expect(new Set(cells.map(({ left }) => left)).size).toBe(2)
  expect((cells[0]?.width ?? 0) / (cells[0]?.height ?? 1)).toBeCloseTo(3 / 4)
})

test('three people stand one above the other on a phone, side by side or in two rows on a desk', () => {
  expect(columnsOf(3, phone)).toBe(3)
  expect(columnsOf(3, desk)).toBeLessThan(3)
  expect(columnsOf(6, phone)).toBe(3)
  expect(columnsOf(6, desk)).toBe(2)
})

test('a screen fills the stage, with the people below it on a phone and beside it on a desk', () => {
  const items = [person('a'), person('b'), self, { key: 'screen', kind: 'screen' } as const]
  const upright = arrange(items, phone)
  expect(upright.get('screen')).toMatchObject({ width: 360, role: 'main' })
  expect(upright.get('a')?.top).toBeGreaterThan(upright.get('screen')?.height ?? Infinity)
  const broad = arrange(items, desk)
  expect(broad.get('screen')).toMatchObject({ height: 780, role: 'main' })
  expect(broad.get('a')?.left).toBeGreaterThan(broad.get('screen')?.width ?? Infinity)
})

test('whoever speaks is large once there are more than two people', () => {
  expect(arrange([person('a'), person('b'), self], desk, { large: 'b' }).get('b')?.role).toBe('main')
  expect(arrange([person('a'), person('b'), self], desk, { large: 'b' }).get('a')?.role).toBe('small')
  expect(arrange([person('a'), person('b'), self], desk, { large: 'gone' }).get('a')?.role).toBe('main')
})

test('what is pinned is large, before a screen and whoever speaks, as long as it is there', () => {
  const items = [person('a'), person('b'), self, { key: 'screen', kind: 'screen' } as const]
  const mainOf = (wishes: Wishes) => [...arrange(items, desk, wishes)].filter(([, { role }]) => role === 'main')[0]?.[0]
  expect(mainOf({ pinned: 'a', large: 'b' })).toBe('a')
  expect(mainOf({ pinned: 'self' })).toBe('self')
  expect(mainOf({ pinned: 'gone', large: 'b' })).toBe('screen')
})

test('a picture of oneself lies in the corner that is wanted, or is hidden', () => {
  const at = (corner: Corner) => arrange([person('a'), self], desk, { corner }).get('self')
  expect(at('top-start')).toMatchObject({ left: 12, top: 12 })
  expect(at('bottom-end')?.left).toBeGreaterThan(desk.width / 2)
  expect(arrange([person('a')], desk).get('a')).toEqual({ left: 0, top: 0, ...desk, role: 'main' })
})

test('whatever the stage and the number of people, all are on it and none lies on another', () => {
  const cases = fc.record({
    people: fc.integer({ min: 2, max: 12 }),
    screens: fc.integer({ min: 0, max: 2 }),
    wishes: fc.record({
      large: fc.constantFrom(null, 'p1'),
      pinned: fc.constantFrom(null, 'p0', 'self', 'gone'),
      corner: fc.constantFrom(...corners),
    }),
    hidesSelf: fc.boolean(),
    width: fc.integer({ min: 300, max: 3000 }),
    height: fc.integer({ min: 240, max: 2000 }),
  })
  fc.assert(
    fc.property(cases, ({ people, screens, wishes, hidesSelf, width, height }) => {
      const items: Item[] = Array.from({ length: people }, (_, i) => person(`p${i}`))
      if (!hidesSelf) items.push(self)
      for (let i = 0; i < screens; i++) items.push({ key: `s${i}`, kind: 'screen' })
      const all = [...arrange(items, { width, height }, wishes).values()]
      expect(all).toHaveLength(items.length)
      // One's own picture floats over others, which is what it is for.
      const places = all.filter(({ role }) => role !== 'floating')
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

test('between two people on a phone the other one fills the screen, before and after their shape is known', () => {
  const place = arrange([person('a'), self], phone).get('a') as Place
  for (const shape of [null, 16 / 9, 4 / 3, 9 / 16]) expect(fitOf(shape, place), `${shape}`).toBe('cover')
})

test('arrow keys lead to the corner that they point at, whichever way people write', () => {
  expect(cornerTowards('ArrowUp', 'bottom-end', true)).toBe('top-end')
  expect(cornerTowards('ArrowLeft', 'bottom-end', true)).toBe('bottom-start')
  expect(cornerTowards('ArrowLeft', 'bottom-start', false)).toBe('bottom-end')
  expect(cornerTowards('Enter', 'bottom-end', true)).toBeNull()
})
