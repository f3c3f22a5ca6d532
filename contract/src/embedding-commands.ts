import { isText, membersOf } from './embedding.ts'

/** What a page may have switched off, or ask for. */
export const commandDevices = ['microphone', 'camera'] as const
export type CommandDevice = (typeof commandDevices)[number]

/** How the pictures of a call can be arranged. */
export const callLayouts = ['grid', 'speaker'] as const
export type CallLayout = (typeof callLayouts)[number]

/**
 * What a page may ask of the room in its frame; each is a method of `<anteroom-session>` of the same name. Nothing is among
 * them that has more of somebody seen or heard than they have chosen (decision 0072).
 */
export type Command =
  | { command: 'mute' | 'askToUnmute'; value: CommandDevice }
  | { command: 'setName'; value: string }
  | { command: 'setLayout'; value: CallLayout }
  | { command: 'openChat' | 'closeChat' | 'hangUp' }

export type CommandName = Command['command']

export const commandNames = [
  'mute',
  'askToUnmute',
  'setName',
  'setLayout',
  'openChat',
  'closeChat',
  'hangUp',
] as const satisfies readonly CommandName[]

/** Why a command was not carried out. The last two are the element's own. */
export const commandRefusals = [
  'wrong-phase',
  'not-allowed',
  'declined',
  'failed',
  'busy',
  'malformed',
  'unknown-command',
  'no-answer',
] as const
export type CommandRefusal = (typeof commandRefusals)[number]

/** A command on its way into the frame. `id` comes back with the answer. */
export type CommandMessage = { type: 'command'; id: string } & Command

/** What became of it: done, unless it says why not. */
export type AnswerMessage = { type: 'answer'; id: string; refused?: CommandRefusal }

/** Longer ones are made by nobody who means well. */
const maxIdLength = 64

/** A command as it arrived; null when it is none, or has no `id` by which it could be answered. */
export function readCommand(data: unknown): { id: string; asked: Command | CommandRefusal } | null {
  const { type, id, command, value } = membersOf(data)
  if (type !== 'command' || !isText(id) || id.length > maxIdLength) return null
  return { id, asked: commandOf(command, value) }
}

function commandOf(command: unknown, value: unknown): Command | CommandRefusal {
  switch (command) {
    case 'mute':
    case 'askToUnmute':
      return isOneOf(commandDevices, value) ? { command, value } : 'malformed'
    case 'setLayout':
      return isOneOf(callLayouts, value) ? { command, value } : 'malformed'
    case 'setName':
      return isText(value) ? { command, value } : 'malformed'
    case 'openChat':
    case 'closeChat':
    case 'hangUp':
      return { command }
    default:
      return 'unknown-command'
  }
}

/** What became of a command; null when it is no answer. */
export function readAnswer(data: unknown): Omit<AnswerMessage, 'type'> | null {
  const { type, id, refused } = membersOf(data)
  if (type !== 'answer' || !isText(id)) return null
  return isText(refused) ? { id, refused: refused as CommandRefusal } : { id }
}

const isOneOf = <One extends string>(all: readonly One[], value: unknown): value is One =>
  (all as readonly unknown[]).includes(value)
