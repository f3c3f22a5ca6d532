import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unwrap, unwrapFromPage, wrap } from './embedding.ts'
import { type Command, commandNames, readAnswer, readCommand } from './embedding-commands.ts'

const commands: Command[] = [
  { command: 'mute', value: 'microphone' },
  { command: 'askToUnmute', value: 'camera' },
  { command: 'setName', value: 'Ana' },
  { command: 'setLayout', value: 'speaker' },
  { command: 'openChat' },
  { command: 'closeChat' },
  { command: 'hangUp' },
]
const message = (more: object) => wrap({ type: 'command', id: '1', ...more })

/** An array in an array, and so on: what reads all of it runs out of stack. */
function deep(levels: number): unknown {
  let value: unknown = []
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

test('a command comes out as it was, without what else is in its envelope', () => {
  expect(commands.map(({ command }) => command)).toEqual(commandNames)
  for (const command of commands)
    expect(readCommand(structuredClone(message({ ...command, name: 'Ana' })))).toEqual({ id: '1', asked: command })
})

test('an answer comes out as it was', () => {
  expect(readAnswer(wrap({ type: 'answer', id: '1' }))).toEqual({ id: '1' })
  expect(readAnswer(wrap({ type: 'answer', id: '1', refused: 'declined' }))).toEqual({ id: '1', refused: 'declined' })
  for (const other of [null, { type: 'answer', id: '1' }, wrap({ type: 'answer' }), wrap({ type: 'joined' })])
    expect(readAnswer(other)).toBeNull()
})

test('commands, answers and what else is said are not taken for each other', () => {
  const command = message({ command: 'hangUp' })
  const answer = wrap({ type: 'answer', id: '1' })
  expect([unwrap(command), unwrapFromPage(command), readAnswer(command)]).toEqual([null, null, null])
  expect([unwrap(answer), unwrapFromPage(answer), readCommand(answer)]).toEqual([null, null, null])
})

describe('what cannot be carried out is', () => {
  test.each([
    ['none that is known', { command: 'endForEveryone' }, 'unknown-command'],
    ['none at all', {}, 'unknown-command'],
    ['a name that every object has', { command: 'constructor' }, 'unknown-command'],
    ['without what it is about', { command: 'mute' }, 'malformed'],
    ['about something else', { command: 'mute', value: 'everyone' }, 'malformed'],
    ['about a member that every array has', { command: 'setLayout', value: 'length' }, 'malformed'],
    ['a name that is none', { command: 'setName', value: { toString: 'Ana' } }, 'malformed'],
    ['as deep as can be', { command: 'setName', value: deep(100_000) }, 'malformed'],
  ])('%s', (_what, more, refusal) => {
    expect(readCommand(message(more))).toEqual({ id: '1', asked: refusal })
  })
})

test('without an id that is short text there is no answer', () => {
  for (const id of [undefined, null, 7, ['1'], 'x'.repeat(65)]) {
    expect(readCommand(message({ command: 'hangUp', id }))).toBeNull()
  }
})

test('nothing that arrives breaks it', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (value, command) => {
      readCommand(value)
      readAnswer(value)
      const read = readCommand(message({ command, value }))
      expect(read?.id).toBe('1')
    }),
  )
})
