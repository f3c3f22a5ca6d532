import { describe, expect, test } from 'vitest'
import { type RoomMessage, roomMessageTypes, unwrap, unwrapFromPage, wrap } from './embedding.ts'

const messages: RoomMessage[] = [
  { type: 'ready', commands: ['mute'] },
  { type: 'phase', phase: 'precall' },
  { type: 'joined' },
  { type: 'left', reason: 'removed' },
  { type: 'ended' },
  { type: 'error', code: 'permissions-policy', message: 'allow="camera"' },
]

test('what is wrapped comes out as it was', () => {
  expect(messages.map(({ type }) => type)).toEqual(roomMessageTypes)
  for (const message of messages) expect(unwrap(structuredClone(wrap(message)))).toEqual(message)
})

test('what else is in an envelope is left out', () => {
  expect(unwrap({ ...wrap({ type: 'joined' }), name: 'Ana' })).toEqual({ type: 'joined' })
})

test('a room from before there were commands knows none', () => {
  for (const commands of [undefined, 'mute', { length: 1e9 }])
    expect(unwrap({ ...wrap({ type: 'joined' }), type: 'ready', commands })).toEqual({ type: 'ready', commands: [] })
})

test('a page asks in an envelope, too', () => {
  for (const type of ['leave', 'heard'] as const) expect(unwrapFromPage(wrap({ type }))).toEqual({ type })
  expect(unwrap(wrap({ type: 'leave' }))).toBeNull()
  for (const other of [null, 'leave', { type: 'leave' }, wrap({ type: 'ready', commands: [] })])
    expect(unwrapFromPage(other)).toBeNull()
})

describe('what is none of ours is nothing', () => {
  test.each([
    null,
    undefined,
    'ready',
    7,
    [],
    {},
    { type: 'ready' },
    { source: 'anteroom', type: 'ready' },
    { source: 'anteroom', version: 2, type: 'ready' },
    { source: 'other', version: 1, type: 'ready' },
    { source: 'anteroom', version: 1, type: 'phase' },
    { source: 'anteroom', version: 1, type: 'phase', phase: 7 },
    { source: 'anteroom', version: 1, type: 'left', reason: {} },
    { source: 'anteroom', version: 1, type: 'error', code: 'x' },
    { source: 'anteroom', version: 1, type: 'later-invention' },
  ])('%j', (data) => expect(unwrap(data)).toBeNull())
})
