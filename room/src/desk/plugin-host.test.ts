import { expect, test } from 'vitest'
import { askOwnSide, type HostParts, hostFor } from './plugin-host.ts'

const always = { serverNow: () => 0, until: new AbortController().signal }

function workshop() {
  const made: string[] = []
  const parts = [
    'view',
    'channel',
    'streams',
    'screen',
    'panel',
    'announce',
    'chime',
    'setTitleCount',
    'request',
  ] as const
  const make = Object.fromEntries(
    parts.map((part) => [
      part,
      () => {
        made.push(part)
        return part
      },
    ]),
  ) as unknown as { [Part in keyof HostParts]: () => HostParts[Part] }
  return { made, make }
}

test('a plugin is handed what its manifest asks for, and nothing else', () => {
  const { make, made } = workshop()
  const host = hostFor('screen-share', make, always)
  expect(Object.keys(host).sort()).toEqual(['announce', 'screen', 'serverNow', 'until'])
  expect(made.sort()).toEqual(['announce', 'screen'])
})

test('what another one asks for is not made for it', () => {
  const { make } = workshop()
  expect(hostFor('chat', make, always)).not.toHaveProperty('screen')
  expect(hostFor('chat', make, always)).not.toHaveProperty('request')
})

test('a plugin asks its own side on the server, and no other', async () => {
  const asked: string[] = []
  const request = askOwnSide('notes', (async (event: string) => {
    asked.push(event)
    return { ok: true }
  }) as HostParts['request']) as unknown as (event: string, payload: object) => Promise<unknown>
  expect(await request('notes:write', {})).toEqual({ ok: true })
  expect(() => request('door:let-in', {})).toThrow('notes may not ask for door:let-in')
  expect(asked).toEqual(['notes:write'])
})
