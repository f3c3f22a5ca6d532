import type { Role, VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test } from 'vitest'
import type { DeviceState } from '../devices/devices.ts'
import type { Channel } from './data.ts'
import { createMuting } from './muting.ts'

function inCall(roleOfSender: Role, wanted = true) {
  let hear: Parameters<Channel['subscribe']>[0] = () => {}
  const sent: unknown[] = []
  const microphone = createStore({ wanted } as DeviceState)
  const end = new AbortController()
  const muting = createMuting({
    channel: {
      send: (data) => void sent.push(data),
      subscribe(listener, until) {
        hear = listener
        const stop = () => {
          hear = () => {}
        }
        until?.addEventListener('abort', stop)
        return stop
      },
    },
    view: createStore({ me: { visitId: 'me' }, people: [{ visitId: 'other', role: roleOfSender }] } as VisitView),
    microphone,
    setWanted: (_kind, next) => microphone.set({ ...microphone.get(), wanted: next }),
    until: end.signal,
  })
  const receive = (data: unknown, visitId = 'other') => hear({ visitId, name: 'Dr Vega' }, data)
  return { muting, microphone, sent, receive, end }
}

test('a host switches a microphone off, and whoever it belongs to is told by whom', () => {
  const { muting, microphone, receive } = inCall('HOST')
  receive({ mute: ['somebody', 'me'] })
  expect([microphone.get().wanted, muting.mutedBy.get()]).toEqual([false, 'Dr Vega'])
})

test('once it is on again, nobody has muted us', () => {
  const { muting, microphone, receive } = inCall('HOST')
  receive({ mute: ['me'] })
  microphone.set({ ...microphone.get(), wanted: true })
  expect(muting.mutedBy.get()).toBeNull()
})

test('a microphone that is off stays as it is: there is nothing to tell', () => {
  const { muting, receive } = inCall('HOST', false)
  receive({ mute: ['me'] })
  expect(muting.mutedBy.get()).toBeNull()
})

test.each([
  ['a guest', 'GUEST', { mute: ['me'] }, 'other'],
  ['somebody who is in no list', 'HOST', { mute: ['me'] }, 'stranger'],
  ['a host who means somebody else', 'HOST', { mute: ['another'] }, 'other'],
  ['text', 'HOST', 'mute', 'other'],
  ['something else', 'HOST', { mute: 'me' }, 'other'],
  ['nothing', 'HOST', null, 'other'],
] as const)('%s changes nothing', (_what, role, data, from) => {
  const { microphone, receive } = inCall(role)
  receive(data, from)
  expect(microphone.get().wanted).toBe(true)
})

test('after the call nobody is obeyed', () => {
  const { microphone, receive, end } = inCall('HOST')
  end.abort()
  receive({ mute: ['me'] })
  expect(microphone.get().wanted).toBe(true)
})

test('says who is meant', () => {
  const { muting, sent } = inCall('HOST')
  muting.mute(['ana', 'tom'])
  expect(sent).toEqual([{ mute: ['ana', 'tom'] }])
})
