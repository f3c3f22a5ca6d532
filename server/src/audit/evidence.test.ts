import { describe, expect, test } from 'vitest'
import type { Sealed } from './chain.ts'
import { createEvidence } from './evidence.ts'

const hourMs = 3_600_000
const since = new Date(100 * hourMs)

/** `+` and `-` are with a proof and without one, `!` with a false one; the number is the hour of the entry. */
function evidenceOf(...entries: string[]) {
  const { evidence, add } = createEvidence({ since, isProven: ({ mac }) => mac?.toString() === '+' })
  for (const [index, entry] of entries.entries()) {
    const [kind = '', hour = ''] = [entry.slice(0, 1), entry.slice(1)]
    const at = new Date(Number(hour) * hourMs)
    add({ seq: index + 1, at, mac: kind === '-' ? null : Buffer.from(kind), sealed_at: null } as Sealed)
  }
  return evidence
}

describe('entries without a proof', () => {
  test.each([
    [['-98', '-99'], null, null],
    [['-98', '+100', '+101'], 2, null],
    // The version before, in the hour of the update.
    [['-98', '+100', '-100.5', '+100.6', '+101.5'], 2, null],
    [['+100', '+101', '-101.5'], 1, { entries: 1, first: 3, last: 3 }],
    // Made up later, for that hour.
    [['+100', '+102', '-100.5'], 1, { entries: 1, first: 3, last: 3 }],
    [['-101'], null, { entries: 1, first: 1, last: 1 }],
    [['+100', '!98', '-105', '+106', '-107'], 1, { entries: 3, first: 2, last: 5 }],
  ])('%j', (entries, provenFrom, unproven) => {
    expect(evidenceOf(...entries)).toEqual({ provenFrom, unproven, late: null })
  })
})

test('what got its place only later is not excused by a time of before', () => {
  const { evidence, add } = createEvidence({ isProven: () => false, since })
  add({ seq: 1, at: new Date(99 * hourMs), mac: null, sealed_at: new Date(100 * hourMs) } as Sealed)
  expect(evidence.unproven).toBeNull()
  add({ seq: 2, at: new Date(99 * hourMs), mac: null, sealed_at: new Date(200 * hourMs) } as Sealed)
  expect(evidence.unproven).toEqual({ entries: 1, first: 2, last: 2 })
})

test('what got its place an hour after it was written is late', () => {
  const { evidence, add } = createEvidence({ since, isProven: () => true })
  const at = new Date(200 * hourMs)
  for (const [index, afterMs] of [1_000, hourMs, hourMs + 1, 5 * hourMs].entries()) {
    add({ seq: index + 1, at, mac: null, sealed_at: new Date(at.getTime() + afterMs) } as Sealed)
  }
  expect(evidence.late).toEqual({ entries: 2, first: 3, last: 4 })
})
