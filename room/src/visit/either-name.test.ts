import { expect, test } from 'vitest'
import { askByEitherName } from './either-name.ts'

function server(knows: readonly string[]) {
  const heard: string[] = []
  const ask = async (name: string) => {
    heard.push(name)
    return knows.includes(name) ? ({ ok: true } as const) : ({ ok: false, problem: 'invalid-request' } as const)
  }
  return { heard, ask }
}

test('a server of before the update is asked by the name that it understands', async () => {
  const { ask, heard } = server(['call:let-in', 'waiting:admit'])
  expect(await askByEitherName('door:let-in', ask)).toEqual({ ok: true })
  expect(heard).toEqual(['door:let-in', 'call:let-in'])
})

test('a server of today is asked once', async () => {
  const { ask, heard } = server(['door:let-in'])
  await askByEitherName('door:let-in', ask)
  expect(heard).toEqual(['door:let-in'])
})

test('what has no other name is refused as it was', async () => {
  const { ask, heard } = server([])
  expect(await askByEitherName('visit:enter', ask)).toEqual({ ok: false, problem: 'invalid-request' })
  expect(heard).toEqual(['visit:enter'])
})
