import { expect, test } from 'vitest'
import { pluginEvents, pluginIds, plugins } from './plugins.ts'
import { clientEvents } from './realtime.ts'

test('an event belongs to one plugin, and is called after it; those of the waiting room after the door', () => {
  const all = Object.entries(pluginEvents).flatMap(([id, events]) => Object.keys(events).map((name) => ({ id, name })))
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(Object.keys(clientEvents)).toEqual(expect.arrayContaining(all.map(({ name }) => name)))
  for (const { id, name } of all) expect(name.split(':')[0]).toBe(id === 'waiting-room' ? 'door' : id)
})

test('each key is an upper-case letter, and the key of one plugin', () => {
  const keys = pluginIds.flatMap((id) => plugins[id].key ?? [])
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key).toMatch(/^[A-Z]$/)
})
