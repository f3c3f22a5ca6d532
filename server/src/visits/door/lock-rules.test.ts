import { graceMs } from '@anteroom/contract/time-limits'
import { describe, expect, test } from 'vitest'
import { during, later, play, room, seat } from '../rules-play.ts'

const withoutWaitingRoom = { removedPlugins: ['waiting-room'] }

/** Two hosts, an interpreter and two guests; the first host and the first guest are in the locked call. */
function lockedCall(settings: Parameters<typeof room>[1] = {}) {
  const game = play(
    room(
      [
        seat('host', 'HOST'),
        seat('late', 'HOST'),
        seat('interpreter', 'PARTICIPANT'),
        seat('ana', 'GUEST'),
        seat('tom', 'GUEST'),
      ],
      settings,
    ),
  )
  for (const id of ['host', 'late', 'interpreter', 'ana', 'tom']) game.open(id)
  game.enter('host')
  game.enter('ana')
  game.admitAll('host')
  expect(game.lock('host', true)).toBeNull()
  return game
}

describe('a locked room', () => {
  test('keeps those who are in it, says so to them, and holds up whoever is new, of any role', () => {
    const game = lockedCall(withoutWaitingRoom)
    for (const id of ['late', 'interpreter', 'tom']) {
      game.enter(id)
      expect(game.phase(id)).toMatchObject({ name: 'waiting', locked: true })
      expect(game.view(id).locked).toBe(false)
    }
    for (const id of ['host', 'ana']) expect(game.view(id).locked).toBe(true)
    expect(
      game
        .view('host')
        .waiting.map(({ name }) => name)
        .sort(),
    ).toEqual(['interpreter', 'late', 'tom'])
  })

  test('lets in one by one, and all who have no other reason to wait once it is unlocked', () => {
    const game = lockedCall()
    for (const id of ['late', 'interpreter', 'tom']) game.enter(id)
    expect(game.admit('host', 'interpreter')).toBeNull()
    expect(['late', 'interpreter', 'tom'].map((id) => game.phase(id).name)).toEqual(['waiting', 'in-call', 'waiting'])
    game.lock('host', false)
    expect(game.phase('late').name).toBe('in-call')
    expect(game.phase('tom')).toMatchObject({ name: 'waiting', locked: false })
  })

  test('lets back in who has lost the connection, and not who has left', () => {
    const game = lockedCall()
    game.gone('ana')
    game.lapse(later(during, graceMs))
    expect(game.phase('ana').name).toBe('exit')
    game.enter('ana', later(during, graceMs))
    expect(game.phase('ana').name).toBe('in-call')
    game.leave('ana')
    game.enter('ana')
    expect(game.phase('ana')).toMatchObject({ name: 'waiting', locked: true })
  })

  test('is no obstacle for a host where no host is, and goes on being locked', () => {
    const game = lockedCall()
    game.enter('late')
    expect(game.phase('late').name).toBe('waiting')
    game.leave('host')
    expect(game.phase('late').name).toBe('in-call')
    expect(game.view('late').locked).toBe(true)
  })

  test('a host whose page is gone does not come in by itself, and does with the page', () => {
    const game = lockedCall()
    game.enter('late')
    game.gone('late')
    game.leave('host', later(during, graceMs))
    expect(game.seatOf('late').visit?.stage).toBe('waiting')
    game.open('late', game.pageOf('late'), false, later(during, graceMs))
    expect(game.phase('late').name).toBe('in-call')
  })

  test('is unlocked when everybody has gone', () => {
    const game = lockedCall(withoutWaitingRoom)
    game.enter('tom')
    game.leave('ana')
    game.leave('host')
    expect(game.phase('tom').name).toBe('in-call')
    expect(game.view('tom').locked).toBe(false)
    game.enter('interpreter')
    expect(game.phase('interpreter').name).toBe('in-call')
  })

  test('can be locked and unlocked by hosts in the call alone', () => {
    const game = lockedCall()
    expect(game.lock('ana', false)).toBe('not-allowed')
    expect(game.lock('late', false)).toBe('wrong-phase')
    expect(game.state.session.lockedCallId).not.toBeNull()
  })

  test('ends with the call for whoever waits, too', () => {
    const game = lockedCall()
    game.enter('late')
    game.end('host')
    expect(game.phase('late')).toEqual({ name: 'exit', reason: 'ended', mayReturn: true, by: 'host' })
    game.enter('late')
    expect(game.view('late').locked).toBe(false)
  })
})

describe('a new host', () => {
  test('may do what hosts may, knows who made them one, and stays one after leaving', () => {
    const game = lockedCall()
    expect(game.makeHost('host', 'ana')).toBeNull()
    expect(game.view('ana').me).toMatchObject({ role: 'HOST', madeHostBy: 'host' })
    game.enter('tom')
    expect(game.view('ana').waiting).toHaveLength(1)
    expect(game.admit('ana', 'tom')).toBeNull()
    game.lock('ana', false)
    game.leave('ana')
    game.enter('ana')
    expect(game.phase('ana').name).toBe('in-call')
  })

  test('is made by a host in the call, of somebody in the call', () => {
    const game = lockedCall()
    expect(game.makeHost('ana', 'ana')).toBe('not-allowed')
    expect(game.makeHost('late', 'ana')).toBe('wrong-phase')
    game.enter('tom')
    expect(game.makeHost('host', 'tom')).toBe('wrong-phase')
    expect(game.makeHost('host', 'nobody')).toBe('not-found')
    expect(['ana', 'tom'].map((id) => game.seatOf(id).role)).toEqual(['GUEST', 'GUEST'])
  })
})
