import type { VisitView, Waiter } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test, vi } from 'vitest'
import type { DoorHost } from '../../../desk/door-host.ts'
import { createArrivals } from './arrivals.ts'

const waiter = (visitId: string, since = '2026-11-23T10:00:00Z'): Waiter => {
  return { visitId, name: `Guest ${visitId}`, since, connected: true, message: null, findings: [], otherDevice: null }
}

const viewOf = (waiting: Waiter[]) => ({ waiting, settings: { plugins: ['waiting-room'] } }) as unknown as VisitView

function createHost() {
  const view = createStore(viewOf([]))
  const chime = vi.fn()
  const announce = vi.fn()
  const setTitleCount = vi.fn()
  const end = new AbortController()
  const notification = {
    isPossible: () => true,
    isOn: () => true,
    switchOn: async () => true,
    show: vi.fn(),
    close: vi.fn(),
  }
  const host = {
    view,
    chime,
    announce,
    setTitleCount,
    until: end.signal,
  } as Partial<DoorHost> as DoorHost
  const show = (...next: Waiter[]) => view.set(viewOf(next))
  return { host, show, chime, announce, setTitleCount, notification, end }
}

test('every arrival is heard, not only the first, and a knock again counts as one', () => {
  const { host, notification, show, chime, setTitleCount } = createHost()
  createArrivals(host, notification)
  show(waiter('a'))
  expect(chime).toHaveBeenCalledTimes(1)
  show(waiter('a'), waiter('b'))
  expect(chime).toHaveBeenCalledTimes(2)
  show(waiter('a'), waiter('b'))
  expect(chime).toHaveBeenCalledTimes(2)
  show(waiter('a', '2026-11-23T10:05:00Z'), waiter('b'))
  expect(chime).toHaveBeenCalledTimes(3)
  expect(setTitleCount).toHaveBeenLastCalledWith(2)
})

test('a host who comes late hears of everybody who already waits', () => {
  const { host, notification, show, chime, announce } = createHost()
  show(waiter('a'), waiter('b'))
  createArrivals(host, notification)
  expect(chime).toHaveBeenCalledTimes(1)
  expect(announce).toHaveBeenCalledWith('Guest a is in the waiting room. Guest b is in the waiting room')
})

test('who was made quiet makes no sound, but is announced', () => {
  const { host, notification, show, chime, announce } = createHost()
  const arrivals = createArrivals(host, notification)
  arrivals.setQuiet('a', true)
  show(waiter('a'))
  expect(chime).not.toHaveBeenCalled()
  expect(announce).toHaveBeenCalledTimes(1)
})

test('nothing is told after the call', () => {
  const { host, notification, show, chime, end } = createHost()
  createArrivals(host, notification)
  end.abort()
  show(waiter('a'))
  expect(chime).not.toHaveBeenCalled()
})

test('a notification comes with each knock, not for people who were made quiet, and goes when nobody waits', () => {
  const { host, notification, show } = createHost()
  const arrivals = createArrivals(host, notification)
  arrivals.setQuiet('b', true)
  show(waiter('a'))
  show(waiter('a'), waiter('b'))
  expect(notification.show).toHaveBeenCalledTimes(1)
  notification.close.mockClear()
  show(waiter('b'))
  expect(notification.close).not.toHaveBeenCalled()
  show()
  expect(notification.close).toHaveBeenCalledTimes(1)
})
