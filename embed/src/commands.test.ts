import { type CommandMessage, commandNames } from '@anteroom/contract/embedding-commands'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CommandRefused, createCommands } from './commands.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function begin() {
  const posted: CommandMessage[] = []
  return { posted, commands: createCommands((message) => posted.push(message)) }
}

/** How it ended: done, or the word that says why not. */
const ending = (given: Promise<void>) =>
  given.then(
    () => 'done',
    (error: unknown) => (error instanceof CommandRefused ? error.code : error),
  )

test('commands wait for the room to start, and end as it answers', async () => {
  const { posted, commands } = begin()
  const chat = ending(commands.give({ command: 'openChat' }))
  const mute = ending(commands.give({ command: 'mute', value: 'camera' }))
  expect(posted).toEqual([])
  commands.start(commandNames)
  expect(posted).toEqual([
    { type: 'command', id: '1', command: 'openChat' },
    { type: 'command', id: '2', command: 'mute', value: 'camera' },
  ])
  commands.take({ id: '2' })
  commands.take({ id: '1', refused: 'not-allowed' })
  commands.take({ id: '1' })
  commands.take({ id: '7' })
  expect(await Promise.all([chat, mute])).toEqual(['not-allowed', 'done'])
  // A page that is loaded again starts again.
  commands.start(commandNames)
  expect(posted).toHaveLength(2)
})

test('a room from before that does not know a command is not asked', async () => {
  const { posted, commands } = begin()
  const early = ending(commands.give({ command: 'openChat' }))
  commands.start(['mute'])
  const late = ending(commands.give({ command: 'hangUp' }))
  expect(await Promise.all([early, late])).toEqual(['unknown-command', 'unknown-command'])
  expect(posted).toEqual([])
})

test('a room that does not answer is waited for ten seconds, and a person for longer', async () => {
  const { posted, commands } = begin()
  const [chat, ask] = [
    commands.give({ command: 'openChat' }),
    commands.give({ command: 'askToUnmute', value: 'camera' }),
  ]
  const ends: unknown[] = []
  for (const given of [chat, ask]) void ending(given).then((how) => ends.push(how))
  await vi.advanceTimersByTimeAsync(9_999)
  expect(ends).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(ends).toEqual(['no-answer'])
  // What was given up is not done later.
  commands.start(commandNames)
  expect(posted.map(({ command }) => command)).toEqual(['askToUnmute'])
  await vi.advanceTimersByTimeAsync(90_000)
  expect(ends).toEqual(['no-answer', 'no-answer'])
})

test('when the room is taken away nobody waits for it', async () => {
  const { commands } = begin()
  commands.start(commandNames)
  const given = ending(commands.give({ command: 'hangUp' }))
  commands.end()
  expect(await given).toBe('no-answer')
  expect(vi.getTimerCount()).toBe(0)
})
