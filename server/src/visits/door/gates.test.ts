import type { Hold } from '@anteroom/contract/door'
import { type Phase, phases } from '@anteroom/contract/phases'
import { graceMs } from '@anteroom/contract/time-limits'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { during, later, play, room, seat } from '../rules-play.ts'
import { stagesWith } from '../state.ts'
import { heldPhases } from './knocking.ts'

// A gate whose stage nobody here has heard of: what holds of it stands with its phase, and nowhere else.

const madeUp = 'made-up' as Hold
const owing = new Set<string>()

beforeAll(() => {
  Object.assign(phases, { [madeUp]: phases.waiting })
  Object.assign(heldPhases, { [madeUp]: (): Phase => ({ name: madeUp }) as Phase })
})
afterAll(() => {
  Reflect.deleteProperty(phases, madeUp)
  Reflect.deleteProperty(heldPhases, madeUp)
})
beforeEach(() => {
  owing.clear()
  owing.add('ana')
})

function roomWithGate(...settings: Parameters<typeof room>[1][]) {
  const seats = [seat('host', 'HOST'), seat('ana', 'GUEST'), seat('tom', 'GUEST')]
  const game = play(room(seats, ...settings), [
    (_state, { participantId }) => (owing.has(participantId) ? { hold: madeUp } : 'pass'),
  ])
  for (const { participantId } of seats) game.open(participantId)
  game.enter('host')
  game.enter('ana')
  return game
}

test('whoever it holds is in its phase, and hosts see them at the door', () => {
  const game = roomWithGate()
  expect(game.phase('ana').name).toBe(madeUp)
  expect(game.view('host').waiting).toMatchObject([{ visitId: 'visit-ana' }])
  expect(game.view('ana')).toMatchObject({ people: [], waiting: [] })
})

test('whoever passes it is held by the next one, and stays in the order in which they came', () => {
  const game = roomWithGate()
  game.enter('tom', later(during, 1_000))
  expect(game.phase('tom')).toMatchObject({ name: 'waiting', ahead: 0 })
  owing.clear()
  game.reconsider()
  expect(game.phase('ana')).toMatchObject({ name: 'waiting', knockedAt: during.toISOString(), ahead: 0 })
  expect(game.phase('tom')).toMatchObject({ name: 'waiting', ahead: 1 })
  expect(game.admit('host', 'ana')).toBeNull()
  expect(game.phase('ana').name).toBe('in-call')
})

test('whoever passes it goes in where nothing else holds them', () => {
  const game = roomWithGate({ removedPlugins: ['waiting-room'] })
  expect(game.phase('ana').name).toBe(madeUp)
  owing.clear()
  game.reconsider()
  expect(game.phase('ana').name).toBe('in-call')
})

test('a host may let somebody in past it by name, and lets in nobody with all who wait', () => {
  const game = roomWithGate()
  game.enter('tom')
  game.admitAll('host')
  expect(['ana', 'tom'].map((id) => game.phase(id).name)).toEqual([madeUp, 'in-call'])
  expect(game.admit('host', 'ana')).toBeNull()
  expect(game.phase('ana').name).toBe('in-call')
})

test('it holds who is there: not who has left, was lost, or came when the call was ended', () => {
  const game = roomWithGate()
  game.gone('ana')
  expect(game.view('host', later(during, graceMs)).waiting).toEqual([])
  expect(game.phase('ana', later(during, graceMs)).name).toBe(madeUp)
  game.open('ana', game.pageOf('ana'), false)
  game.leave('ana')
  expect(game.phase('ana')).toMatchObject({ name: 'exit', reason: 'left' })
  game.enter('ana')
  game.end('host')
  expect(game.phase('ana')).toMatchObject({ name: 'exit', reason: 'ended', by: 'host' })
})

test('queries look for it by its traits', () => {
  expect(stagesWith('isAtDoor')).toEqual(['waiting', madeUp])
  expect(stagesWith('isAtDoor', 'isInCall')).toEqual(expect.arrayContaining(['waiting', madeUp, 'in-call', 'on-hold']))
})
