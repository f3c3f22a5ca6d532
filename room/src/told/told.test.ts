import type { Phase } from '@anteroom/contract/phases'
import { expect, test } from 'vitest'
import { type CallFacts, calledBackFor, type Facts, toldBetween } from './told.ts'

const ana = { visitId: 'ana', name: 'Ana' }
const ben = { visitId: 'ben', name: 'Ben' }
const quiet: CallFacts = {
  people: [ana, ben],
  locked: false,
  raised: [],
  interrupted: [],
  paused: [],
  ownLineIsGood: true,
  madeHostBy: null,
  isNoHost: false,
}
const waiting: Extract<Phase, { name: 'waiting' }> = {
  name: 'waiting',
  knockedAt: '2030-05-06T09:57:00.000Z',
  message: null,
  turnedAway: null,
  ahead: 2,
  locked: false,
  sentBack: false,
  moving: null,
}
const away = { mayKnockAt: '2030-05-06T10:00:00.000Z' }
const at = (phase: Phase, call: CallFacts | null = null): Facts => ({
  phase,
  author: 'Dr Vega',
  decider: 'Riverside',
  host: null,
  call,
})
const inCall = (changed: Partial<CallFacts> = {}) => at({ name: 'in-call' }, { ...quiet, ...changed })
const held = (changed: Partial<typeof waiting> = {}) => at({ ...waiting, ...changed })
const exit = (by: string | null) => at({ name: 'exit', reason: 'ended', mayReturn: false, by })

test.each<[string, Facts, Facts, string[]]>([
  ['nothing changes', inCall(), inCall(), []],
  ['a host comes while one waits', held(), { ...held(), host: 'Dr Vega' }, ['Dr Vega will let you in soon']],
  ['somebody comes', inCall({ people: [ana] }), inCall(), ['Ben has joined']],
  [
    'one comes as another goes',
    inCall({ people: [ana] }),
    inCall({ people: [ben] }),
    ['Ben has joined', 'Ana has left'],
  ],
  ['a hand goes up', inCall({ raised: ['ana'] }), inCall({ raised: ['ana', 'ben'] }), ['Ben has raised a hand']],
  ['a hand goes down', inCall({ raised: ['ana'] }), inCall(), []],
  ['a hand of somebody who is not there', inCall(), inCall({ raised: ['tom'] }), []],
  ['the room is locked', inCall(), inCall({ locked: true }), ['The room is locked.']],
  ['the room is opened', inCall({ locked: true }), inCall(), ['The room is open again.']],
  ['a phone call takes a camera', inCall(), inCall({ interrupted: ['ana'] }), ['Ana is interrupted']],
  ['a camera rests for its line', inCall(), inCall({ paused: ['ana'] }), ['Ana’s video is paused']],
  ['it rests on', inCall({ paused: ['ana'] }), inCall({ paused: ['ana'] }), []],
  ['it is back', inCall({ paused: ['ana'] }), inCall(), []],
  ['our line gets better', inCall({ ownLineIsGood: false }), inCall(), ['good again']],
  ['our line gets weak, which is shown', inCall(), inCall({ ownLineIsGood: false }), []],
  ['we are made a host', inCall(), inCall({ madeHostBy: 'Dr Vega' }), ['Dr Vega']],
  ['we are no host any more', inCall({ madeHostBy: 'Dr Vega' }), inCall({ isNoHost: true }), ['no longer a host']],
  ['the word of it is put away', inCall({ madeHostBy: 'Dr Vega' }), inCall(), []],
  ['let in', held(), inCall({ raised: ['ana'], locked: true }), ['You are in the call now.']],
  ['let in where a camera rests', held(), inCall({ paused: ['ana'] }), ['You are in the call now.', 'Ana']],
  ['back from hold', at({ name: 'on-hold' }), inCall({ madeHostBy: 'Dr Vega' }), ['back in the call', 'Dr Vega']],
  ['on hold', inCall(), at({ name: 'on-hold' }), []],
  ['sent back', inCall(), held({ sentBack: true }), ['asks you to wait here']],
  ['the call is ended by a host', inCall(), exit('Dr Vega'), ['Dr Vega']],
  ['the call is ended by ourselves', inCall(), exit(null), []],
  ['a host writes', held(), held({ message: 'Ten minutes' }), ['Dr Vega: Ten minutes']],
  ['what was written stands', held({ message: 'Ten minutes' }), held({ message: 'Ten minutes' }), []],
  ['not now', held(), held({ turnedAway: away }), ['Riverside']],
  ['knocked again', held({ turnedAway: away }), held(), ['You have asked again.']],
  ['one less before us', held(), held({ ahead: 1 }), ['One person is ahead of you.']],
  ['the next one', held({ ahead: 1 }), held({ ahead: 0 }), ['You are first.']],
  ['one more before us', held(), held({ ahead: 3 }), []],
  ['locked while waiting', held(), held({ locked: true }), ['The room is locked.']],
  [
    'locked for whoever moves here',
    held({ moving: { mayMoveAt: null } }),
    held({ locked: true, moving: { mayMoveAt: null } }),
    [],
  ],
])('%s', (_what, before, now, said) => {
  expect(toldBetween(before, now)).toEqual(said.map((part) => expect.stringContaining(part)))
})

const early = at({ name: 'too-early' })
const ready = at({ name: 'precall', openElsewhere: null })
test.each<[string, Facts, Facts, string | null]>([
  ['it is time', early, ready, 'It is time. You can join now.'],
  ['let in', held(), inCall(), 'You are in the call now.'],
  ['back from hold', at({ name: 'on-hold' }), inCall(), 'You are back in the call.'],
  ['in by their own click', ready, inCall(), null],
  ['in again after the line was lost', exit(null), inCall(), null],
  ['nothing new', inCall(), inCall({ locked: true }), null],
])('called back: %s', (_what, before, now, reason) => {
  expect(calledBackFor(before, now)).toBe(reason)
})
