import { wrap } from '@anteroom/contract/embedding'
import type { AnswerMessage, Command } from '@anteroom/contract/embedding-commands'
import { expect, test, vi } from 'vitest'
import { answerCommands, type Obey } from './parent-commands.ts'

function begin(obey?: Obey) {
  const answers: AnswerMessage[] = []
  const commands = answerCommands((answer) => answers.push(answer))
  if (obey) commands.obey(Promise.resolve(obey))
  const ask = (id: string, command: Command) => commands.take(wrap({ type: 'command', id, ...command }))
  return { commands, answers, ask }
}

test('a command waits until the room is drawn, and is answered by its id', async () => {
  const { commands, answers, ask } = begin()
  ask('1', { command: 'openChat' })
  ask('2', { command: 'mute', value: 'camera' })
  await Promise.resolve()
  expect(answers).toEqual([])
  const obeyed: Command[] = []
  commands.obey(
    Promise.resolve(async (command) => {
      obeyed.push(command)
      return command.command === 'mute' ? null : 'not-allowed'
    }),
  )
  await expect.poll(() => answers).toHaveLength(2)
  expect(answers).toEqual([
    { type: 'answer', id: '1', refused: 'not-allowed' },
    { type: 'answer', id: '2' },
  ])
  expect(obeyed).toEqual([{ command: 'openChat' }, { command: 'mute', value: 'camera' }])
})

test('what is no command of ours is not answered, and what is none that is known is told so', async () => {
  const { commands, answers } = begin(async () => null)
  for (const data of [null, 'mute', { type: 'command', id: '1', command: 'hangUp' }, wrap({ type: 'leave' })])
    commands.take(data)
  commands.take(wrap({ type: 'command', id: 7, command: 'hangUp' }))
  commands.take(wrap({ type: 'command', id: '2', command: 'endForEveryone' }))
  commands.take(wrap({ type: 'command', id: '3', command: 'mute', value: 'everyone' }))
  await expect.poll(() => answers).toHaveLength(2)
  expect(answers.map(({ refused }) => refused)).toEqual(['unknown-command', 'malformed'])
})

test('more than twenty at once are refused, and those before them are not', async () => {
  const { commands, answers, ask } = begin()
  for (let at = 0; at < 1_000; at++) ask(String(at), { command: 'hangUp' })
  await expect.poll(() => answers).toHaveLength(980)
  expect(new Set(answers.map(({ refused }) => refused))).toEqual(new Set(['busy']))
  commands.obey(Promise.resolve(async () => null))
  await expect.poll(() => answers).toHaveLength(1_000)
  expect(answers.slice(980).map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => String(at)))
  ask('later', { command: 'hangUp' })
  await expect.poll(() => answers.at(-1)).toEqual({ type: 'answer', id: 'later' })
})

test('where a command breaks, or what carries it out does not come, it has failed', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const broken = begin(() => Promise.reject(new Error('Broken')))
  broken.ask('1', { command: 'openChat' })
  const missing = begin()
  missing.commands.obey(Promise.reject(new Error('Offline')))
  missing.ask('2', { command: 'openChat' })
  for (const { answers } of [broken, missing]) await expect.poll(() => answers[0]?.refused).toBe('failed')
  vi.restoreAllMocks()
})
