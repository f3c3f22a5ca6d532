import type { VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import type { Channel } from '../../../call/data.ts'
import { createHelp } from '../../../call/help.ts'
import type { DeviceState } from '../../../devices/types.ts'
import { createHelpDesk } from './help-desk.ts'

const host = { visitId: 'vega', name: 'Dr Vega', role: 'HOST' }
const ana = { visitId: 'ana', name: 'Ana', role: 'GUEST' }
const tom = { visitId: 'tom', name: 'Tom', role: 'GUEST' }

type Listener = Parameters<Channel['subscribe']>[0]

/** Two pages whose channels are joined; `me` says who each is to the other. */
function pair() {
  const heard: Record<string, Listener[]> = { ana: [], vega: [] }
  const said: { from: string; data: unknown; to: string | undefined }[] = []
  const channelOf = (me: { visitId: string; name: string }): Channel => ({
    send(data, to) {
      said.push({ from: me.visitId, data, to })
      for (const listener of (to && heard[to]) || []) listener({ visitId: me.visitId, name: me.name }, data)
    },
    subscribe(listener) {
      heard[me.visitId]?.push(listener)
      return () => {}
    },
  })
  return { heard, said, channelOf }
}

const device = (status: DeviceState['status']) => createStore({ status } as DeviceState)
const viewOf = (...people: object[]) => createStore({ people } as unknown as VisitView)
const { signal: until } = new AbortController()

function anasSide(channel: Channel) {
  const clock = createSetClock()
  const devices = { microphone: device('off'), camera: device('failed') }
  return { help: createHelp({ channel, view: viewOf(host, tom), devices, clock, until }), clock }
}

test('a host reads who cannot do what, with the state of their devices; the answer comes back as a key', () => {
  const { said, channelOf } = pair()
  const desk = createHelpDesk({ channel: channelOf(host), view: viewOf(ana), until })
  const { help } = anasSide(channelOf(ana))
  help.ask('hear')
  expect(said[0]?.to).toBe('vega')
  const devices = { microphone: 'off', camera: 'failed' }
  expect(desk.asked.get()).toEqual([{ visitId: 'ana', name: 'Ana', trouble: 'hear', devices }])
  expect(help.state.get()).toEqual({ name: 'read', by: 'Dr Vega' })
  desk.answer('ana', 'speaker')
  expect(desk.asked.get()).toEqual([])
  expect(help.state.get()).toEqual({ name: 'answered', by: 'Dr Vega', answer: 'speaker' })
  help.close()
  expect(help.state.get()).toBeNull()
})

test('what hosts’ pages from before know nothing of reaches them as something else', () => {
  const { said, channelOf } = pair()
  const desk = createHelpDesk({ channel: channelOf(host), view: viewOf(ana), until })
  anasSide(channelOf(ana)).help.ask('heard')
  expect(said[0]?.data).toMatchObject({ trouble: 'other', about: 'heard' })
  expect(desk.asked.get()).toMatchObject([{ visitId: 'ana', trouble: 'heard' }])
})

test('where no host reads it, that is said after a while', async () => {
  const { help, clock } = anasSide(pair().channelOf(ana))
  help.ask('other')
  expect(help.state.get()).toEqual({ name: 'asking' })
  await clock.pass(6_000)
  expect(help.state.get()).toEqual({ name: 'unheard' })
})

test('whoever is no host answers nothing, and what is no key is dropped', () => {
  const { heard, channelOf } = pair()
  const { help } = anasSide(channelOf(ana))
  help.ask('see')
  const tell = (to: string, from: typeof host, data: unknown) => {
    for (const listener of heard[to] ?? []) listener(from, data)
  }
  tell('ana', tom, { answer: 'reload' })
  tell('ana', host, { answer: '<b>call 555</b>' })
  expect(help.state.get()).toEqual({ name: 'asking' })
  const desk = createHelpDesk({ channel: channelOf(host), view: viewOf(ana), until })
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
  for (const odd of [null, 'help', 7, deep, '__proto__', 'toString', 'x'.repeat(70_000), { trouble: 'money' }]) {
    for (const data of [odd, { trouble: odd, devices: odd }]) tell('vega', ana, data)
  }
  tell('vega', tom, { trouble: 'hear' })
  expect(desk.asked.get()).toEqual([])
  let changes = 0
  desk.asked.subscribe(() => void changes++)
  for (let times = 0; times < 500; times++) tell('vega', ana, { trouble: 'hear', devices: { camera: deep } })
  expect(desk.asked.get()).toHaveLength(1)
  expect(changes).toBe(1)
})

test('who asks twice stands there once, and not when they are gone', () => {
  const { channelOf } = pair()
  const view = viewOf(ana)
  const desk = createHelpDesk({ channel: channelOf(host), view, until })
  const { help } = anasSide(channelOf(ana))
  help.ask('hear')
  help.ask('see')
  expect(desk.asked.get()).toMatchObject([{ trouble: 'see' }])
  view.set({ ...view.get(), people: [] })
  expect(desk.asked.get()).toEqual([])
})
