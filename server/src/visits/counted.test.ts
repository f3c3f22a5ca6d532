import { expect, test } from 'vitest'
import { joinOutcome } from './counted.ts'
import { during, end, hostAndGuest, inCallTogether, later, play, room, seat, start } from './rules-play.ts'
import type { Page } from './state.ts'

type Game = ReturnType<typeof play>

/** What is counted when somebody asks to go in. */
function outcomeOf(game: Game, id: string, now = during, page: Page = game.pageOf(id)) {
  const before = game.state
  const problem = game.enter(id, now, page)
  return joinOutcome(before, problem ?? game.state, { participantId: id, sessionId: 's', page }, now)
}

test('going in is told from being held by the waiting room and by a lock, and asking again is nothing', () => {
  const game = hostAndGuest()
  expect(outcomeOf(game, 'host')).toBe('in-call')
  expect(outcomeOf(game, 'host')).toBeNull()
  expect(outcomeOf(game, 'guest')).toBe('waiting')
  expect(outcomeOf(game, 'guest')).toBeNull()
  game.leave('guest')
  game.lock('host', true)
  expect(outcomeOf(game, 'guest')).toBe('locked')
})

test('asking for the place of another device is told from another window, which takes it', () => {
  const game = inCallTogether()
  expect(outcomeOf(game, 'guest', during, game.pageOf('guest', 2, 2))).toBe('other-device')
  expect(outcomeOf(game, 'guest', during, game.pageOf('guest', 3, 3))).toBe('turned-away')
  expect(outcomeOf(game, 'host', during, game.pageOf('host', 2))).toBe('in-call')
})

test('what keeps somebody out is named by the phase in which they are', () => {
  const game = hostAndGuest({ uniqueParticipants: true })
  expect(outcomeOf(game, 'guest', later(start, -1))).toBe('too-early')
  expect(outcomeOf(game, 'guest', end)).toBe('over')
  game.enter('guest')
  const stranger = game.pageOf('guest', 2, 2)
  expect(outcomeOf(game, 'guest', during, stranger)).toBe('used-elsewhere')
  expect(outcomeOf(game, 'guest', during, { ...game.pageOf('guest'), linkVersion: 0 })).toBe('unknown')
  game.remove('guest')
  expect(outcomeOf(game, 'guest')).toBe('removed')
  const { state } = play(room([seat('host', 'HOST')]))
  const cancelled = play({ ...state, session: { ...state.session, canceledTime: start } })
  expect(outcomeOf(cancelled, 'host')).toBe('cancelled')
})

test('whoever has left and comes back after the end is too late, and without a name they are asked for one', () => {
  const game = hostAndGuest({ removedPlugins: ['waiting-room'] })
  game.enter('guest')
  game.leave('guest')
  expect(outcomeOf(game, 'guest', end)).toBe('over')
  const nameless = play(room([{ ...seat('guest', 'GUEST'), displayName: null }]))
  nameless.open('guest')
  expect(outcomeOf(nameless, 'guest')).toBe('no-name')
})
