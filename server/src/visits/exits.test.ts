import { graceMs } from '@anteroom/contract/time-limits'
import { expect, test } from 'vitest'
import { during, hostAndGuest, inCallTogether, later, play, room, seat } from './rules-play.ts'

type Game = ReturnType<typeof play>

/** When and how somebody last went out of the call. */
function exitOf(game: Game, id: string) {
  const { visit } = game.seatOf(id)
  return [visit?.lastLeftAt, visit?.lastLeftReason]
}

const minute = (count: number) => later(during, count * 60_000)

test('who leaves, who is lost and who is there when the call is ended went out of it in their own way', () => {
  const game = inCallTogether({ removedPlugins: ['waiting-room'] })
  expect(exitOf(game, 'guest')).toEqual([null, null])
  game.leave('guest', minute(1))
  expect(exitOf(game, 'guest')).toEqual([minute(1), 'left'])
  game.enter('guest', minute(2))
  game.gone('guest', minute(3))
  game.lapse(later(minute(3), graceMs))
  expect(exitOf(game, 'guest')).toEqual([later(minute(3), graceMs), 'lost'])
  game.enter('guest', minute(4))
  game.end('host', minute(5))
  expect(exitOf(game, 'guest')).toEqual([minute(5), 'ended'])
  expect(exitOf(game, 'host')).toEqual([minute(5), 'ended'])
})

test('who is sent back to the waiting room went out of the call then, whatever becomes of them there', () => {
  const game = inCallTogether()
  game.back('host', 'guest', minute(1))
  expect(exitOf(game, 'guest')).toEqual([minute(1), 'returned-to-waiting'])
  game.leave('guest', minute(2))
  expect(exitOf(game, 'guest')).toEqual([minute(1), 'returned-to-waiting'])
})

test('who moves the call to another device, or opens another page, has not gone out of it', () => {
  const game = inCallTogether()
  const phone = game.pageOf('host', 2, 2)
  game.open('host', phone, true, minute(1))
  game.enter('host', minute(1), phone)
  expect(exitOf(game, 'host')).toEqual([null, null])
  game.answer('host', true, minute(2))
  expect(game.phase('host', minute(2), phone).name).toBe('in-call')
  expect(exitOf(game, 'host')).toEqual([null, null])
})

test('whoever is removed while in the call went out of it then; the last one ends it', () => {
  const game = inCallTogether()
  game.remove('guest', minute(1))
  expect(exitOf(game, 'guest')).toEqual([minute(1), 'removed'])
  expect(game.state.session.actualEndTime).toBeNull()
  game.remove('host', minute(2))
  expect(game.state.session).toMatchObject({ callId: null, actualEndTime: minute(2) })
})

test('whoever was never in the call does not go out of it', () => {
  const game = hostAndGuest()
  game.enter('guest')
  game.remove('guest', minute(1))
  game.leave('host', minute(1))
  expect(exitOf(game, 'guest')).toEqual([null, null])
  expect(exitOf(game, 'host')).toEqual([null, null])
})

test('a seat that nobody has opened yet can be removed, and removed again without a change', () => {
  const game = play(room([seat('host', 'HOST'), seat('guest', 'GUEST')]))
  expect(game.remove('guest', minute(1))).toBeNull()
  const before = game.state
  expect(game.remove('guest', minute(2))).toBeNull()
  expect(game.state).toBe(before)
  expect(game.seatOf('guest').deletedAt).toEqual(minute(1))
})
