import type { VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import type { Visit } from '../visit/visit.ts'
import type { Line } from './media.ts'
import { vouchForOthers } from './vouching.ts'

test('somebody whom the server does not reach is vouched for while the line to them is open', async () => {
  const clock = createSetClock()
  const viewWith = (connected: boolean) => ({ people: [{ visitId: 'ana', connected }] }) as unknown as VisitView
  const view = createStore(viewWith(true))
  const [online, peers] = [createStore(true), createStore([{ visitId: 'ana', line: 'open' as Line }])]
  const asked: unknown[] = []
  const request = async (...said: unknown[]) => asked.push(said)
  const visit = { view, online, request } as unknown as Visit
  vouchForOthers({ visit, peers, clock, until: new AbortController().signal })

  await clock.pass(30_000)
  expect(asked).toEqual([])
  view.set(viewWith(false))
  await clock.pass(7_000)
  expect(asked).toEqual([])
  await clock.pass(7_000)
  expect(asked).toEqual([['call:still-here', { visitId: 'ana' }]])
  online.set(false)
  await clock.pass(14_000)
  online.set(true)
  peers.set([{ visitId: 'ana', line: 'interrupted' }])
  await clock.pass(14_000)
  expect(asked).toHaveLength(1)
})
