import { expect, test } from 'vitest'
import { patienceMs } from './watch-way.ts'

test('a way that broke is looked for sooner than a first one, and each try takes longer, up to a limit', () => {
  const tries = [0, 1, 2, 3, 4, 5, 6, 20]
  const broken = tries.map((tries) => patienceMs({ everOpen: true, tries, offers: true }))
  const first = tries.map((tries) => patienceMs({ everOpen: false, tries, offers: true }))
  expect(broken[0]).toBe(2_000)
  expect(first[0]).toBe(4_000)
  for (const waits of [broken, first]) {
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits.at(-1)).toBe(15_000)
  }
})

test('the side that can only ask for an offer asks after the other one has had its try', () => {
  for (const tries of [0, 3, 30]) {
    expect(patienceMs({ everOpen: true, tries, offers: false })).toBeGreaterThan(
      patienceMs({ everOpen: true, tries, offers: true }),
    )
  }
})
