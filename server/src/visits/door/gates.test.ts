import type { Hold } from '@anteroom/contract/door'
import { type Phase, phases } from '@anteroom/contract/phases'
import { graceMs } from '@anteroom/contract/time-limits'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { during, later, play, room, seat } from '../rules-play.ts'
import { stagesWith } from '../state.ts'
import { heldPhases } from './knocking.ts'

// A gate whose stage nobody here has heard of: what holds of it stands with its phase, and nowhere else.

const paying = 'paying' as Hold
const owing = new Set<string>()

beforeAll(() => {
  Object.assign(phases, { [paying]: phases.waiting })
  Object.assign(heldPhases, { [paying]: (): Phase => ({ name: paying }) as Phase })
})
afterAll(() => {
  Reflect.deleteProperty(phases, paying)
  Reflect.deleteProperty(heldPhases, paying)
})
beforeEach(() => {
  owing.clear()
  owing.add('ana')
})

function payingRoom(...settings: Parameters<typeof room>[1][]) {
  const seats = [seat('host', 'HOST'), seat('ana', 'GUEST'), seat('tom', 'GUEST')]
  const game = play(room(seats, ...settings), [
    (_state, { participantId }) => (owing.has(participantId) ? { hold: paying } : 'pass'),
  ])
  for (const { participantId } of seats) game.open(participantId)
  game.enter('host')
  game.enter('ana')
  return game
}

test('whoever it holds is in its phase, and hosts see them at the door', () => {
  const game = payingRoom()
  expect(game.phase('ana').name).toBe(paying)
  expect(game.view('host').waiting).toMatchObject([{ visitId: 'visit-ana' }])
  expect(game.view('ana')).toMatchObject({ people: [], waiting: [] })
})

test('whoever passes it is held by the next one, and stays in the order in which they came', () => {
  const game = payingRoom()
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
  const game = payingRoom({ removedPlugins: ['waiting-room'] })
  expect(game.phase('ana').name).toBe(paying)
  owing.clear()
  game.reconsider()
  expect(game.phase('ana').name).toBe('in-call')
})

test('a host may let somebody in past it by name, and lets in nobody with all who wait', () => {
  const game = payingRoom()
  game.enter('tom')
  game.admitAll('host')
  expect(['ana', 'tom'].map((id) => game.phase(id).name)).toEqual([paying, 'in-call'])
  expect(game.admit('host', 'ana')).toBeNull()
  expect(game.phase('ana').name).toBe('in-call')
})

test('it holds who is there: not who has left, was lost, or came when the call was ended', () => {
  const game = payingRoom()
  game.gone('ana')
  expect(game.view('host', later(during, graceMs)).waiting).toEqual([])
  expect(game.phase('ana', later(during, graceMs)).name).toBe(paying)
  game.open('ana', game.pageOf('ana'), false)
  game.leave('ana')
  expect(game.phase('ana')).toMatchObject({ name: 'exit', reason: 'left' })
  game.enter('ana')
  game.end('host')
  expect(game.phase('ana')).toMatchObject({ name: 'exit', reason: 'ended', by: 'host' })
})

test('queries look for it by its traits', () => {
  expect(stagesWith('isAtDoor')).toEqual(['waiting', paying])
  expect(stagesWith('isAtDoor', 'isInCall')).toEqual(expect.arrayContaining(['waiting', paying, 'in-call', 'on-hold']))
})
