import { expect, test } from 'vitest'
import { createSignalText } from './signal-text.ts'

const ana = { visitId: 'ana', generation: 1 }
const signal = { connection: 1, please: 'offer' }

test('signals are written as text and read again', () => {
  const text = createSignalText()
  expect(text.write(ana, signal)).toBe(JSON.stringify(signal))
  expect(text.read(ana, JSON.stringify(signal))).toEqual(signal)
})

test('a page from before that gets objects, until it is loaded again', () => {
  const text = createSignalText()
  expect(text.read(ana, signal)).toEqual(signal)
  expect(text.write(ana, signal)).toBe(signal)
  expect(text.write({ ...ana, generation: 2 }, signal)).toBe(JSON.stringify(signal))
})

test('text that is no signal does no harm', () => {
  expect(createSignalText().read(ana, '{')).toBeNull()
})
