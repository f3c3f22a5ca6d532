import { expect, test } from 'vitest'
import { end, later, play, room, seat, start } from './rules-play.ts'

test('a room that opens before its booked time is entered from then on by the same rules', () => {
  const opensAt = later(start, -15 * 60_000)
  const closed = room([seat('host', 'HOST'), seat('guest', 'GUEST')])
  const game = play({ ...closed, session: { ...closed.session, opensAt } })
  game.open('host')
  game.open('guest')
  expect(game.phase('guest', later(opensAt, -1)).name).toBe('too-early')
  expect(game.enter('host', later(opensAt, -1))).toBe('wrong-phase')
  expect(game.phase('guest', opensAt).name).toBe('precall')
  game.enter('guest', opensAt)
  expect(game.phase('guest', opensAt).name).toBe('waiting')
  game.enter('host', opensAt)
  expect(game.phase('host', opensAt).name).toBe('in-call')
  expect(game.phase('guest', start).name).toBe('waiting')
  expect(game.phase('guest', end).name).toBe('over')
})
