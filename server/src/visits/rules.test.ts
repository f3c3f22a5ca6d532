import { goOnMs, graceMs, knockPauseMs } from '@anteroom/contract/time-limits'
import { describe, expect, test } from 'vitest'
import { during, end, hostAndGuest, inCallTogether, later, play, room, seat, start } from './rules-play.ts'

describe('going in', () => {
  test('a host goes straight in, a guest waits, a participant goes straight in', () => {
    const game = play(room([seat('host', 'HOST'), seat('guest', 'GUEST'), seat('interpreter', 'PARTICIPANT')]))
    for (const id of ['host', 'guest', 'interpreter']) {
      game.open(id)
      game.enter(id)
    }
    expect(game.phase('host').name).toBe('in-call')
    expect(game.phase('guest').name).toBe('waiting')
    expect(game.phase('interpreter').name).toBe('in-call')
  })

  test('without the waiting-room plugin a guest goes straight in', () => {
    const game = hostAndGuest({ removedPlugins: ['waiting-room'] })
    game.enter('guest')
    expect(game.phase('guest').name).toBe('in-call')
  })

  test('a host who arrives later sees who waits already, longest waiting first', () => {
    const game = play(room([seat('host', 'HOST'), seat('a', 'GUEST'), seat('b', 'GUEST')]))
    for (const id of ['host', 'a', 'b']) game.open(id)
    game.enter('b', during)
    game.enter('a', later(during, 1000))
    game.enter('host', later(during, 2000))
    expect(game.view('host').waiting.map(({ name }) => name)).toEqual(['b', 'a'])
  })

  test('only a host in the call may let others in', () => {
    const game = play(room([seat('host', 'HOST'), seat('interpreter', 'PARTICIPANT'), seat('guest', 'GUEST')]))
    for (const id of ['host', 'interpreter', 'guest']) game.open(id)
    game.enter('interpreter')
    game.enter('guest')
    expect(game.admit('interpreter', 'guest')).toBe('not-allowed')
    expect(game.admit('host', 'guest')).toBe('wrong-phase')
    expect(game.view('interpreter').waiting).toEqual([])
    game.enter('host')
    expect(game.admit('host', 'guest')).toBeNull()
    expect(game.phase('guest').name).toBe('in-call')
  })

  test('a guest who was turned away may knock again after the pause, and not before', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.turnAway('host', 'guest')
    expect(game.phase('guest')).toMatchObject({
      name: 'waiting',
      turnedAway: { mayKnockAt: later(during, knockPauseMs).toISOString() },
    })
    expect(game.view('host').waiting).toEqual([])
    expect(game.knock('guest', later(during, knockPauseMs - 1))).toBe('too-soon')
    expect(game.knock('guest', later(during, knockPauseMs))).toBeNull()
    expect(game.view('host').waiting).toHaveLength(1)
  })

  test('hosts go on seeing whom they turned away, with the time until they may knock, and let them in when they like', () => {
    const game = play(room([seat('host', 'HOST'), seat('ana', 'GUEST'), seat('tom', 'GUEST')]))
    for (const id of ['host', 'ana', 'tom']) {
      game.open(id)
      game.enter(id)
    }
    game.turnAway('host', 'ana')
    const mayKnockAt = later(during, knockPauseMs).toISOString()
    expect(game.view('host').turnedAway).toMatchObject([{ visitId: 'visit-ana', mayKnockAt }])
    expect(game.view('tom').turnedAway).toEqual([])
    game.admitAll('host')
    expect(['ana', 'tom'].map((id) => game.phase(id).name)).toEqual(['waiting', 'in-call'])
    expect(game.admit('host', 'ana')).toBeNull()
    expect(game.phase('ana').name).toBe('in-call')
    expect(game.view('host').turnedAway).toEqual([])
  })

  test('whoever knocks again, leaves or is lost is no longer among those who were turned away', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.turnAway('host', 'guest')
    game.gone('guest')
    expect(game.view('host', later(during, graceMs)).turnedAway).toEqual([])
    game.open('guest', game.pageOf('guest'), false)
    expect(game.view('host').turnedAway).toHaveLength(1)
    game.knock('guest', later(during, knockPauseMs))
    expect(game.view('host').turnedAway).toEqual([])
    game.turnAway('host', 'guest')
    game.leave('guest')
    expect(game.view('host').turnedAway).toEqual([])
  })

  test('each who waits knows how many were there before them', () => {
    const guests = ['ana', 'tom', 'eva']
    const game = play(room([seat('host', 'HOST'), ...guests.map((id) => seat(id, 'GUEST'))]))
    for (const id of ['host', ...guests]) game.open(id)
    game.enter('host')
    for (const [at, id] of guests.entries()) game.enter(id, later(during, at * 1_000))
    const ahead = (id: string) => game.phase(id)
    expect(ahead('ana')).toMatchObject({ ahead: 0 })
    expect(ahead('eva')).toMatchObject({ ahead: 2 })
    game.admit('host', 'ana')
    expect(ahead('tom')).toMatchObject({ ahead: 0 })
    game.turnAway('host', 'tom')
    expect(ahead('eva')).toMatchObject({ ahead: 0 })
  })

  test('leaving and coming back does not shorten the pause', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.turnAway('host', 'guest')
    game.leave('guest')
    game.enter('guest', later(during, 1000))
    expect(game.view('host').waiting).toEqual([])
  })

  test("a host's line stands on the guest's screen until it is taken away", () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.write('host', 'guest', ' Five minutes, please. ')
    expect(game.phase('guest')).toMatchObject({ message: 'Five minutes, please.' })
    game.write('host', 'guest', '')
    expect(game.phase('guest')).toMatchObject({ message: null })
  })

  test('somebody without a name cannot go in without giving one', () => {
    const game = play(room([{ ...seat('host', 'HOST'), displayName: null }]))
    game.open('host')
    expect(game.enter('host')).toBe('invalid-request')
  })
})

describe('time', () => {
  test('a room is closed before its booked time and after it', () => {
    const game = hostAndGuest()
    expect(game.phase('host', later(start, -1)).name).toBe('too-early')
    expect(game.enter('host', later(start, -1))).toBe('wrong-phase')
    expect(game.phase('host', start).name).toBe('precall')
    expect(game.phase('host', end).name).toBe('over')
    expect(game.enter('host', end)).toBe('wrong-phase')
  })

  test('a call runs past the booked end, for those who are in it and nobody else', () => {
    const game = inCallTogether()
    expect(game.phase('guest', later(end, 60_000)).name).toBe('in-call')
    game.leave('guest', later(end, 60_000))
    expect(game.phase('guest', later(end, 60_001))).toEqual({
      name: 'exit',
      reason: 'left',
      mayReturn: false,
      by: null,
    })
    expect(game.enter('guest', later(end, 60_001))).toBe('wrong-phase')
  })

  test('who waits when the booked time ends is told so, and can no longer be let in', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    expect(game.phase('guest', end).name).toBe('over')
    expect(game.admit('host', 'guest', end)).toBe('session-over')
    expect(game.admitAll('host', end)).toBeNull()
    expect(game.phase('guest', end).name).toBe('over')
  })
})

describe('drops, reloads and other browsers', () => {
  test('whoever comes back within the grace is where they were, and nobody else notices', () => {
    const game = inCallTogether()
    game.gone('guest')
    game.lapse(later(during, graceMs - 1))
    expect(game.open('guest', game.pageOf('guest'), false)).toBeNull()
    expect(game.phase('guest').name).toBe('in-call')
    expect(game.phase('host').name).toBe('in-call')
  })

  test('after the grace they have left, and nobody else has', () => {
    const game = inCallTogether()
    game.gone('guest')
    game.lapse(later(during, graceMs))
    expect(game.phase('guest')).toEqual({ name: 'exit', reason: 'lost', mayReturn: true, by: null })
    expect(game.phase('host').name).toBe('in-call')
  })

  test('an admitted guest stays admitted through a drop, and not after leaving by choice', () => {
    const game = inCallTogether()
    game.gone('guest')
    game.lapse(later(during, graceMs))
    game.enter('guest', later(during, graceMs + 1000))
    expect(game.phase('guest').name).toBe('in-call')
    game.leave('guest')
    game.enter('guest')
    expect(game.phase('guest').name).toBe('waiting')
  })

  test('a waiting guest keeps their place through a drop, and is not shown while the page is gone for long', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.gone('guest')
    expect(game.view('host', later(during, graceMs - 1)).waiting).toMatchObject([{ connected: false }])
    expect(game.view('host', later(during, graceMs)).waiting).toEqual([])
    game.open('guest', game.pageOf('guest'), false)
    expect(game.phase('guest', later(during, graceMs)).name).toBe('waiting')
    expect(game.view('host', later(during, graceMs)).waiting).toMatchObject([{ since: during.toISOString() }])
  })

  test('with uniqueness the link belongs to the browser that entered first, also after it left', () => {
    const game = hostAndGuest({ uniqueParticipants: true })
    game.enter('host')
    const other = game.pageOf('host', 2, 2)
    game.open('host', other)
    expect(game.phase('host', during, other).name).toBe('used-elsewhere')
    expect(game.phase('host').name).toBe('in-call')
    game.leave('host')
    game.open('host', other)
    expect(game.phase('host', during, other).name).toBe('used-elsewhere')
    expect(game.enter('host', during, other)).toBe('link-used-elsewhere')
    const reload = game.pageOf('host', 3)
    game.open('host', reload)
    expect(game.phase('host', during, reload).name).toBe('precall')
  })

  test('with uniqueness, opening a link is not yet entering', () => {
    const game = hostAndGuest({ uniqueParticipants: true })
    const other = game.pageOf('host', 2, 2)
    game.open('host', other)
    expect(game.enter('host', during, other)).toBeNull()
    expect(game.phase('host').name).toBe('used-elsewhere')
  })
})

describe('what hosts do', () => {
  test('ending for everyone ends it for who waits, too, and lets all come back while the session runs', () => {
    const game = play(room([seat('host', 'HOST'), seat('a', 'PARTICIPANT'), seat('b', 'GUEST')]))
    for (const id of ['host', 'a', 'b']) {
      game.open(id)
      game.enter(id)
    }
    expect(game.end('a')).toBe('wrong-phase')
    expect(game.end('host')).toBeNull()
    for (const id of ['host', 'a', 'b']) {
      const by = id === 'host' ? null : 'host'
      expect(game.phase(id)).toEqual({ name: 'exit', reason: 'ended', mayReturn: true, by })
    }
    expect(game.state.session).toMatchObject({ callId: null, actualEndTime: during })
  })

  test('on hold and back; who is on hold is told, and is a new page to the others afterwards', () => {
    const game = inCallTogether()
    game.hold('host', 'guest', true)
    expect(game.phase('guest').name).toBe('on-hold')
    expect(game.view('host').people).toMatchObject([{ onHold: true }])
    const before = game.seatOf('guest').visit?.generation ?? 0
    game.hold('host', 'guest', false)
    expect(game.phase('guest').name).toBe('in-call')
    expect(game.seatOf('guest').visit?.generation).toBe(before + 1)
    expect(game.hold('guest', 'host', true)).toBe('not-allowed')
  })

  test('back to the waiting room means to be let in anew', () => {
    const game = inCallTogether()
    expect(game.back('host', 'guest')).toBeNull()
    expect(game.phase('guest')).toMatchObject({ name: 'waiting', sentBack: true })
    expect(game.view('host').waiting).toHaveLength(1)
    expect(game.view('guest').people).toEqual([])
    game.leave('guest')
    game.enter('guest', later(during, 1000))
    expect(game.phase('guest')).toMatchObject({ name: 'waiting', sentBack: false })
  })

  test('a removed seat is out of the call, and its link is dead', () => {
    const game = inCallTogether()
    game.remove('guest')
    expect(game.phase('guest')).toEqual({ name: 'removed', by: null })
    expect(game.view('host').people).toEqual([])
    expect(game.enter('guest')).toBe('wrong-phase')
  })

  test('whom a host takes out of the call is told by whom; nobody takes out themselves', () => {
    const game = inCallTogether()
    expect(game.takeOut('host', 'host')).toBe('wrong-phase')
    expect(game.takeOut('guest', 'host')).toBe('not-allowed')
    expect(game.takeOut('host', 'guest')).toBeNull()
    expect(game.phase('guest')).toEqual({ name: 'removed', by: 'host' })
  })

  test('a seat that the API takes away was not taken by the host who ended the call before', () => {
    const game = inCallTogether()
    game.end('host')
    game.remove('guest')
    expect(game.phase('guest')).toEqual({ name: 'removed', by: null })
  })

  test('the way out is called an exit until somebody else has joined, and not again after they left', () => {
    const game = hostAndGuest()
    game.enter('host')
    expect(game.view('host').othersJoined).toBe(false)
    game.enter('guest')
    expect(game.view('host').othersJoined).toBe(false)
    game.admit('host', 'guest')
    expect(game.view('host').othersJoined).toBe(true)
    expect(game.view('guest').othersJoined).toBe(true)
    game.leave('guest')
    expect(game.view('host').othersJoined).toBe(true)
  })
})

describe('when everybody was lost', () => {
  const lapsed = later(during, graceMs)
  function bothLost() {
    const game = inCallTogether()
    for (const id of ['host', 'guest']) game.gone(id)
    game.lapse(lapsed)
    expect(game.state.session.callId).toBeNull()
    for (const id of ['host', 'guest']) game.open(id, game.pageOf(id), false, lapsed)
    return game
  }

  test('they are in the same call again without anybody letting in, whoever is back first', () => {
    for (const order of [
      ['host', 'guest'],
      ['guest', 'host'],
    ] as const) {
      const game = bothLost()
      for (const id of order) game.enter(id, later(lapsed, 120_000))
      expect([game.phase('host').name, game.phase('guest').name]).toEqual(['in-call', 'in-call'])
    }
  })

  test('whoever was on hold still is', () => {
    const game = inCallTogether()
    game.hold('host', 'guest', true)
    for (const id of ['host', 'guest']) game.gone(id)
    game.lapse(lapsed)
    for (const id of ['host', 'guest']) game.enter(id, lapsed)
    expect(game.phase('guest').name).toBe('on-hold')
  })

  test('much later, or after another call, the guest knocks', () => {
    const late = bothLost()
    for (const id of ['host', 'guest']) late.enter(id, later(lapsed, goOnMs + 1))
    expect(late.phase('guest', later(lapsed, goOnMs + 1)).name).toBe('waiting')

    const other = inCallTogether()
    other.gone('guest')
    other.lapse(lapsed)
    other.leave('host', lapsed)
    other.enter('host', later(lapsed, 1_000))
    other.leave('host', later(lapsed, 2_000))
    other.enter('guest', later(lapsed, 3_000))
    other.enter('host', later(lapsed, 4_000))
    expect(other.phase('guest', later(lapsed, 4_000)).name).toBe('waiting')
  })

  test('a host who was lost may still end the call for those who are in it, and nobody else may', () => {
    const game = inCallTogether()
    game.gone('host')
    game.lapse(lapsed)
    expect(game.end('host', lapsed)).toBeNull()
    expect(game.phase('guest', lapsed)).toMatchObject({ name: 'exit', reason: 'ended' })
    const left = inCallTogether()
    left.leave('host')
    expect(left.end('host')).toBe('wrong-phase')
    const guest = inCallTogether()
    guest.gone('guest')
    guest.lapse(lapsed)
    expect(guest.end('guest', lapsed)).toBe('wrong-phase')
  })
})

describe('somebody whose page has no line to any server', () => {
  test('stays in the call for as long as others in it see and hear them', () => {
    const game = inCallTogether()
    game.gone('guest')
    for (const ms of [14_000, 28_000]) {
      expect(game.vouch('host', 'guest', later(during, ms))).toBeNull()
      game.lapse(later(during, ms))
    }
    game.lapse(later(during, 28_000 + graceMs - 1))
    expect(game.view('host').people).toMatchObject([{ name: 'guest', connected: false }])
    game.lapse(later(during, 28_000 + graceMs))
    expect(game.phase('guest')).toMatchObject({ name: 'exit', reason: 'lost' })
    expect(game.vouch('host', 'guest', later(during, 60_000))).toBe('not-found')
  })

  test('is not vouched for by somebody outside of the call', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    expect(game.vouch('guest', 'host', during)).toBe('wrong-phase')
  })
})
