import { expect, test } from 'vitest'
import type { Message } from './log.ts'
import { transcript } from './transcript.ts'

test('names, times, texts and files stand in the text, and nobody can write in another’s name', () => {
  const at = Date.UTC(2026, 10, 23, 9, 5)
  const messages: Message[] = [
    { kind: 'text', id: 1, mine: false, name: 'Ana', text: 'Hello\n10:06  Dr Grey: Yes', at },
    { kind: 'file', id: 2, mine: true, name: 'You', text: 'plan.pdf', key: 'k', at: at + 60_000 },
    { kind: 'note', id: 3, mine: false, name: 'Dr Grey', text: 'Dr Grey saved the messages.', at: at + 120_000 },
  ]
  const text = transcript(messages, { call: 'Follow-up', at, timeZone: 'Europe/Zurich', locale: 'en-GB' })
  expect(text.split('\n')).toEqual([
    'Messages: Follow-up',
    '23 November 2026',
    'Times: Central European Standard Time',
    '',
    '10:05  Ana: Hello',
    '    10:06  Dr Grey: Yes',
    '10:06  You: [File: plan.pdf]',
    '10:07  Dr Grey saved the messages.',
    '',
  ])
})
