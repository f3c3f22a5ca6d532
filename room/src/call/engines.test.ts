import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { withEngine } from './engines.ts'
import { createFakeNetwork } from './fake/fake.ts'
import type { MediaEngineKind } from './media.ts'

const engine = createFakeNetwork()

test('an engine that is here is used at once', () => {
  const used: MediaEngineKind[] = []
  withEngine(
    () => engine,
    (given) => used.push(given),
    createSetClock(),
    new AbortController().signal,
  )
  expect(used).toEqual([engine])
})

test('an engine that cannot be fetched is tried again, for as long as it is wanted', async () => {
  const clock = createSetClock()
  const call = new AbortController()
  const used: MediaEngineKind[] = []
  let asked = 0
  let isThere = false
  const load = async () => {
    asked++
    if (!isThere) throw new Error('no network')
    return engine
  }
  withEngine(load, (given) => used.push(given), clock, call.signal)
  await clock.pass(5_000)
  expect([asked, used]).toEqual([3, []])
  isThere = true
  await clock.pass(2_000)
  expect([asked, used]).toEqual([4, [engine]])

  isThere = false
  withEngine(load, (given) => used.push(given), clock, call.signal)
  await clock.pass(0)
  call.abort()
  await clock.pass(60_000)
  expect([asked, used]).toEqual([5, [engine]])
})
