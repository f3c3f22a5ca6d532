import { pluginEvents, pluginIds, plugins } from '@anteroom/contract/plugins'
import { expect, test } from 'vitest'
import { loaderOf } from './plugins.ts'

const sources = import.meta.glob<string>('./plugins/*/plugin.tsx', { query: '?raw', import: 'default', eager: true })
const folders = Object.keys(import.meta.glob('./plugins/**')).map((file) => file.split('/')[2])

test('each folder is that of a plugin with a manifest, and says so in the type of what it is handed', () => {
  for (const folder of folders) expect(pluginIds, folder).toContain(folder)
  for (const [file, text] of Object.entries(sources)) {
    expect(text, file).toContain(`export const plugin: RoomPlugin<'${file.split('/')[2]}'> = {`)
  }
})

test('a plugin that asks the room for something, or has nothing on the server, has its side here', () => {
  const here = pluginIds.filter((id) => plugins[id].asks.length > 0 || !(id in pluginEvents))
  expect(pluginIds.filter(loaderOf)).toEqual(here)
})
