import type { VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test } from 'vitest'
import type { DeviceState } from '../devices/devices.ts'
import { shareInterruptions } from './interruption.ts'

function start() {
  const sent: unknown[] = []
  let hear: (from: { visitId: string; name: string }, data: unknown) => void = () => {}
  const person = (visitId: string, generation = 1) => ({ visitId, generation, name: visitId })
  const view = createStore({ people: [person('ana')] } as unknown as VisitView)
  const device = () => createStore({ interrupted: false } as DeviceState)
  const devices = { microphone: device(), camera: device() }
  const channel = {
    send: (data: unknown) => void sent.push(data),
    subscribe(listener: typeof hear) {
      hear = listener
      return () => {}
    },
  }
  const others = shareInterruptions({ channel, view, devices, until: new AbortController().signal })
  return {
    sent,
    others,
    setPeople: (...people: ReturnType<typeof person>[]) => view.set({ people } as unknown as VisitView),
    person,
    interrupt: (kind: 'microphone' | 'camera', interrupted: boolean) =>
      devices[kind].set({ ...devices[kind].get(), interrupted }),
    say: (visitId: string, data: unknown) => hear({ visitId, name: visitId }, data),
  }
}

test('the others are told once when a device is taken, and once when all are back', () => {
  const { interrupt, sent } = start()
  interrupt('camera', true)
  interrupt('microphone', true)
  interrupt('camera', false)
  expect(sent).toEqual([{ interrupted: true }])
  interrupt('microphone', false)
  expect(sent).toEqual([{ interrupted: true }, { interrupted: false }])
})

test('whoever comes while it lasts is told, too', () => {
  const { interrupt, sent, setPeople, person } = start()
  setPeople(person('ana'), person('tom'))
  expect(sent).toEqual([])
  interrupt('camera', true)
  setPeople(person('ana'), person('tom', 2))
  expect(sent).toEqual([{ interrupted: true }, { interrupted: true }])
})

test('somebody is interrupted from their word on, until they are back or gone', () => {
  const { others, say, setPeople, person } = start()
  say('ana', { interrupted: true })
  say('ana', { interrupted: true })
  expect(others.get()).toEqual(['ana'])
  say('ana', { interrupted: false })
  expect(others.get()).toEqual([])
  say('ana', { interrupted: true })
  setPeople(person('tom'))
  expect(others.get()).toEqual([])
  for (const nonsense of [null, 'x', {}, { interrupted: 1 }]) say('tom', nonsense)
  expect(others.get()).toEqual([])
})
