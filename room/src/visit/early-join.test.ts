import { afterEach, expect, test, vi } from 'vitest'
import { createEarlyJoin, type EarlyJoin } from './early-join.ts'

afterEach(() => {
  globalThis.earlyJoin = undefined
})

const inTime = Promise.resolve({ ok: true } as const)

/** The page's own Join, pressed before the room's first script is there or not. */
function pageWith(isAsked: boolean): EarlyJoin {
  const early = { isAsked, ask() {} }
  globalThis.earlyJoin = early
  return early
}

test('who pressed Join before any script was there goes in at once', () => {
  pageWith(true)
  const enter = vi.fn(() => inTime)
  const taken = createEarlyJoin(enter)
  expect(enter).toHaveBeenCalledOnce()
  expect(taken()).toBe(inTime)
})

test('who presses it before the room is drawn goes in as they press it, and the answer is handed over once', () => {
  const early = pageWith(false)
  const enter = vi.fn(() => inTime)
  const taken = createEarlyJoin(enter)
  expect(enter).not.toHaveBeenCalled()
  expect(taken()).toBeNull()
  early.ask()
  expect(enter).toHaveBeenCalledOnce()
  expect(taken()).toBe(inTime)
  expect(taken()).toBeNull()
})

test('a page without one waits for the room', () => {
  const enter = vi.fn(() => inTime)
  expect(createEarlyJoin(enter)()).toBeNull()
  expect(enter).not.toHaveBeenCalled()
})
