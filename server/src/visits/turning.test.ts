import { knockPauseMs } from '@anteroom/contract/time-limits'
import { expect, test } from 'vitest'
import { during, hostAndGuest, later } from './rules-play.ts'
import { nextTurning } from './turning.ts'

test('the next turning point is when it opens, when somebody may knock again, the end, and then none', () => {
  const game = hostAndGuest()
  const { startTime, endTime } = game.state.session
  const opensAt = later(startTime, -60_000)
  const early = { ...game.state, session: { ...game.state.session, opensAt } }
  expect(nextTurning(early, later(opensAt, -1))).toEqual(opensAt)
  expect(nextTurning(early, opensAt)).toEqual(endTime)
  expect(nextTurning(game.state, later(startTime, -1))).toEqual(startTime)
  expect(nextTurning(game.state, during)).toEqual(endTime)
  game.enter('host')
  game.enter('guest')
  game.turnAway('host', 'guest')
  expect(nextTurning(game.state, during)).toEqual(later(during, knockPauseMs))
  expect(nextTurning(game.state, later(during, knockPauseMs))).toEqual(endTime)
  expect(nextTurning(game.state, endTime)).toBeNull()
})
