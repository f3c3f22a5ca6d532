import { expect, test } from 'vitest'
import { loudness } from './level.ts'

const tone = (amplitude: number) => Float32Array.from({ length: 1024 }, (_, i) => amplitude * Math.sin(i / 3))

test('silence is nothing, a shout is full, and louder is more', () => {
  expect(loudness(new Float32Array(1024))).toBe(0)
  expect(loudness(tone(1))).toBe(1)
  expect(loudness(tone(0.01))).toBeGreaterThan(0.2)
  expect(loudness(tone(0.1))).toBeGreaterThan(loudness(tone(0.01)))
})
