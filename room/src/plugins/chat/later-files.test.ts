import { expect, test, vi } from 'vitest'
import type { PluginHost } from '../../desk/plugin-host.ts'
import type { Files } from './files.ts'
import { createLaterFiles } from './later-files.ts'

function setUp() {
  const heard: string[] = []
  const end = new AbortController()
  const there = { anew: (from: string) => heard.push(`${from} anew`), isShared: (id: string) => id === 'ours' }
  const create = vi.fn(() => there as unknown as Files)
  const load = vi.fn(async () => create)
  const files = createLaterFiles({ until: end.signal } as PluginHost<'chat'>, load)
  const say = (what: string) => files.whenThere(() => heard.push(what))
  return { files, load, create, heard, say, end }
}

test('what is about files waits for the code, and goes through in its order', async () => {
  const { files, say, heard, load } = setUp()
  say('a')
  files.anew('ben')
  say('b')
  expect(heard).toEqual([])
  await vi.waitFor(() => expect(heard).toEqual(['a', 'ben anew', 'b']))
  say('c')
  files.anew('ana')
  expect(heard.slice(3)).toEqual(['c', 'ana anew'])
  expect(load).toHaveBeenCalledTimes(1)
})

test('before there is a file nothing is shared, and a page that is loaded again fetches nothing', async () => {
  const { files, load, say, heard } = setUp()
  files.anew('ben')
  expect(files.isShared('ours')).toBe(false)
  expect(load).not.toHaveBeenCalled()
  say('a')
  await vi.waitFor(() => expect(heard).toEqual(['a']))
  expect(files.isShared('ours')).toBe(true)
})

test('code that did not come is asked for again, and nothing that came meanwhile is lost', async () => {
  const { files, say, load, heard } = setUp()
  load.mockRejectedValueOnce(new Error('offline'))
  say('a')
  await vi.waitFor(() => expect(files.get()).toBe('failed'))
  say('b')
  await vi.waitFor(() => expect(heard).toEqual(['a', 'b']))
})

test('whoever offers files without end fills no memory', async () => {
  const { say, heard } = setUp()
  for (let n = 0; n < 3000; n++) say(`${n}`)
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0))
  expect(heard).toHaveLength(1000)
})

test('a call that is over starts no files', async () => {
  const { files, create, end } = setUp()
  files.fetch()
  end.abort()
  await vi.waitFor(() => expect(files.get()).toBe('failed'))
  expect(create).not.toHaveBeenCalled()
})
