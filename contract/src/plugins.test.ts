import { expect, test } from 'vitest'
import { pluginEvents, pluginIds, plugins } from './plugins.ts'
import { clientEvents } from './realtime.ts'

/** What people know them by. */
const calledAfter: Record<string, string> = { 'waiting-room': 'door', 'stripe-payments': 'payment' }

test('an event belongs to one plugin, and is called after it; those of the waiting room after the door, those of Stripe after payments', () => {
  const all = Object.entries(pluginEvents).flatMap(([id, events]) => Object.keys(events).map((name) => ({ id, name })))
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(Object.keys(clientEvents)).toEqual(expect.arrayContaining(all.map(({ name }) => name)))
  for (const { id, name } of all) expect(name.split(':')[0]).toBe(calledAfter[id] ?? id)
})

test('each key is an upper-case letter, and the key of one plugin', () => {
  const keys = pluginIds.flatMap((id) => plugins[id].key ?? [])
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key).toMatch(/^[A-Z]$/)
})
