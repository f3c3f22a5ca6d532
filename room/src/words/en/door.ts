import { list } from './call.ts'

const people = (n: number) => (n === 1 ? '1 person is waiting' : `${n} people are waiting`)

/** Who knocks, and what hosts do about it. */
export const enDoor = {
  title: 'Waiting room',
  control: 'Waiting',
  controlCount: (n: number) => `Waiting room, ${n === 0 ? 'nobody is waiting' : people(n)}`,
  knocks: (name: string) => `${name} is in the waiting room`,
  people,
  nobody: 'Nobody is waiting.',
  nobodyText: 'Whoever arrives appears here at once, with a sound.',
  sinceShort: (time: string) => `Waiting: ${time}`,
  justNow: 'just now',
  letIn: 'Let in',
  letInOne: (name: string) => `Let in ${name}`,
  lettingIn: (name: string) => `Letting in ${name}…`,
  willSee: (names: readonly string[]) => `Will see ${list(names)}`,
  undo: 'Undo',
  undoOne: (name: string) => `Undo: letting in ${name}`,
  undone: (name: string) => `${name} goes on waiting.`,
  moreForAll: 'More for all who wait',
  fold: 'Hide the waiting room',
  keys: '↑ ↓ move · L let in · T message',
  mayKnockIn: (left: string) => `Not now. May knock in ${left}`,
  mayKnock: 'Not now. May knock again',
  later: 'Hide this message',
  sent: 'You wrote:',
  away: 'Connection lost, their place is kept',
  awayShort: 'Line lost',
  notification: 'Somebody is in the waiting room',
  atTheDoor: (name: string) => `${name} would like to come in`,
}
