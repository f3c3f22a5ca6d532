import { graceMs, knockPauseMs, moveUnansweredMs } from '@anteroom/contract/time-limits'
import { describe, expect, test } from 'vitest'
import { during, end, hostAndGuest, inCallTogether, later, play, room, seat } from './rules-play.ts'

const openElsewhere = (where: string | null) => ({ name: 'precall', openElsewhere: where })
const moving = { name: 'waiting', moving: { mayMoveAt: null } }

describe('opening a link', () => {
  test('in another browser changes nothing, wherever the person is; that page knows that the link is in use', () => {
    const game = inCallTogether()
    const scanner = game.pageOf('guest', 2, 2)
    const before = game.state
    game.open('guest', scanner)
    expect(game.state).toBe(before)
    expect(game.phase('guest').name).toBe('in-call')
    expect(game.phase('guest', during, scanner)).toEqual(openElsewhere('another-browser'))
    expect(game.view('guest', during, scanner)).toMatchObject({ people: [], waiting: [], me: { generation: 0 } })
  })

  test('first by a scanner does not keep its person from coming in', () => {
    const game = play(room([seat('host', 'HOST'), seat('guest', 'GUEST')]))
    game.open('guest', game.pageOf('guest', 9, 9))
    game.open('guest')
    expect(game.phase('guest')).toEqual(openElsewhere(null))
    game.enter('guest')
    expect(game.phase('guest').name).toBe('waiting')
    expect(game.phase('guest', during, { ...game.pageOf('guest', 9, 9), was: 'here' }).name).toBe('taken-over')
  })

  test('in a second window of the same browser asks for the place by joining, and goes on where it was', () => {
    const game = inCallTogether()
    const second = game.pageOf('guest', 2)
    game.open('guest', second)
    expect(game.phase('guest', during, second)).toEqual(openElsewhere('this-browser'))
    expect(game.phase('guest').name).toBe('in-call')
    game.enter('guest', during, second)
    expect(game.phase('guest', during, second).name).toBe('in-call')
    const first = { ...game.pageOf('guest', 1), was: 'here' } as const
    expect(game.phase('guest', during, first)).toEqual({ name: 'taken-over', by: 'this-browser' })
    expect(game.enter('guest', during, first)).toBe('wrong-phase')
    game.enter('guest', during, game.pageOf('guest', 1))
    expect(game.phase('guest', during).name).toBe('in-call')
  })

  test('anew by a reload goes on at once, also before the end of the old page is heard, and is a new page to others', () => {
    const game = inCallTogether()
    const before = game.seatOf('guest').visit?.generation ?? 0
    const reloaded = game.pageOf('guest', 2)
    game.open('guest', reloaded, true, during, game.pageOf('guest').pageId)
    expect(game.phase('guest', during, reloaded).name).toBe('in-call')
    expect(game.seatOf('guest').visit?.generation).toBeGreaterThan(before)
    game.gone('guest')
    expect(game.seatOf('guest').visit?.goneAt).toBeNull()
  })

  test('as if by a reload is believed from the same browser only', () => {
    const game = inCallTogether()
    const stranger = game.pageOf('guest', 2, 2)
    game.open('guest', stranger, true, during, game.pageOf('guest').pageId)
    expect(game.phase('guest', during, stranger)).toEqual(openElsewhere('another-browser'))
    expect(game.phase('guest').name).toBe('in-call')
  })

  test('after a crash of the browser goes on where it was, also when the grace is over and the call is not', () => {
    const game = inCallTogether()
    game.gone('guest')
    const soon = game.pageOf('guest', 2)
    game.open('guest', soon, true, later(during, 5_000))
    expect(game.phase('guest', later(during, 5_000), soon).name).toBe('in-call')
    game.gone('guest', later(during, 6_000), soon)
    game.lapse(later(during, 6_000 + graceMs))
    const late = game.pageOf('guest', 3)
    game.open('guest', late, true, later(during, 60_000))
    expect(game.phase('guest', later(during, 60_000), late).name).toBe('in-call')
  })

  test('after leaving begins at the precall', () => {
    const game = inCallTogether()
    game.leave('guest')
    game.gone('guest')
    const again = game.pageOf('guest', 2)
    game.open('guest', again)
    expect(game.phase('guest', during, again)).toEqual(openElsewhere(null))
  })

  test('again by a page that only looks takes nothing, also when the page that speaks is not back yet', () => {
    const game = inCallTogether()
    const second = game.pageOf('guest', 2)
    game.open('guest', second)
    game.gone('guest')
    game.open('guest', second, false)
    game.open('guest', game.pageOf('guest'), false)
    expect(game.phase('guest').name).toBe('in-call')
    expect(game.phase('guest', during, second)).toEqual(openElsewhere('this-browser'))
  })

  test('an older page that reconnects by itself does not take the place back', () => {
    const game = inCallTogether()
    game.enter('guest', during, game.pageOf('guest', 2))
    game.open('guest', game.pageOf('guest', 1), false)
    expect(game.phase('guest', during, game.pageOf('guest', 2)).name).toBe('in-call')
  })
})

describe('another device', () => {
  const phone = { pageId: 'phone-page', browserHash: 'phone' }
  const asked = later(during, 1_000)

  function onThePhone(settings = {}) {
    const game = inCallTogether(settings)
    game.open('guest', phone)
    game.enter('guest', asked, phone)
    return game
  }

  test('waits, hosts read that it is another device, and the old one is asked', () => {
    const game = onThePhone()
    expect(game.phase('guest', asked, phone)).toMatchObject(moving)
    expect(game.view('host', asked).waiting).toMatchObject([{ name: 'guest', otherDevice: 'moves' }])
    expect(game.view('guest', asked).me.asked).toBe(asked.toISOString())
    expect(game.phase('guest', asked).name).toBe('in-call')
  })

  test('gets the call when the old device agrees; nobody has left meanwhile', () => {
    const game = onThePhone()
    const generation = game.seatOf('guest').visit?.generation ?? 0
    game.answer('guest', true, asked)
    expect(game.phase('guest', asked, phone).name).toBe('in-call')
    expect(game.phase('guest', asked, { ...game.pageOf('guest'), was: 'here' })).toEqual({
      name: 'taken-over',
      by: 'another-browser',
    })
    expect(game.view('host', asked).people).toMatchObject([{ generation: generation + 1 }])
  })

  test('is refused for a while when the old device says no, whichever page of it asks', () => {
    const game = onThePhone()
    game.answer('guest', false, asked)
    expect(game.phase('guest', asked, phone)).toMatchObject({ name: 'waiting', turnedAway: {} })
    expect(game.view('host', asked).waiting).toEqual([])
    expect(game.view('guest', asked).me.asked).toBeNull()
    expect(game.enter('guest', later(asked, 1_000), phone)).toBe('too-soon')
    game.enter('guest', later(asked, 1_000), { pageId: 'phone-page-2', browserHash: 'phone' })
    expect(game.view('guest', later(asked, 1_000)).me.asked).toBeNull()
    const again = later(asked, knockPauseMs)
    game.enter('guest', again, { pageId: 'phone-page-2', browserHash: 'phone' })
    expect(game.view('guest', again).me.asked).toBe(again.toISOString())
  })

  test('keeps its turn while it is there: a stranger with the link is told to wait, and gets nothing by the answer', () => {
    const game = onThePhone()
    const stranger = { pageId: 'stranger-page', browserHash: 'stranger' }
    const then = later(asked, 1_000)
    const { askedBy } = game.view('guest', asked).me
    expect(game.enter('guest', then, stranger)).toBe('too-soon')
    expect(game.view('guest', then).me).toMatchObject({ asked: asked.toISOString(), askedBy })
    expect(game.phase('guest', then, stranger)).toEqual(openElsewhere('another-browser'))
    game.answer('guest', true, then, askedBy ?? undefined)
    expect(game.phase('guest', then, phone).name).toBe('in-call')
  })

  test('makes room when it is gone or refused; an answer that was meant for it gives nothing to the next', () => {
    const stranger = { pageId: 'stranger-page', browserHash: 'stranger' }
    const game = onThePhone()
    const meant = game.view('guest', asked).me.askedBy ?? undefined
    game.gone('guest', asked, phone)
    const then = later(asked, 1_000)
    expect(game.enter('guest', then, stranger)).toBeNull()
    expect(game.answer('guest', true, then, meant)).toBe('wrong-phase')
    expect(game.phase('guest', then).name).toBe('in-call')
    game.answer('guest', false, then, game.view('guest', then).me.askedBy ?? undefined)
    expect(game.enter('guest', later(then, knockPauseMs), phone)).toBeNull()
  })

  test('asks for nothing any more when the booked time is over and no call goes on', () => {
    const game = hostAndGuest()
    game.enter('guest')
    game.enter('guest', later(end, -1_000), phone)
    expect(game.seatOf('guest').visit?.rival).not.toBeNull()
    game.lapse(end)
    expect(game.seatOf('guest').visit?.rival).toBeNull()
    expect([game.phase('guest', end).name, game.phase('guest', end, phone).name]).toEqual(['over', 'over'])
  })

  test('gets the call when a host lets it in; letting in all does not move calls', () => {
    const game = onThePhone()
    game.admitAll('host', asked)
    expect(game.phase('guest', asked).name).toBe('in-call')
    expect(game.letIn('guest', game.rivalId('guest'), asked)).toBe('not-allowed')
    expect(game.letIn('host', game.rivalId('guest'), asked)).toBeNull()
    expect(game.phase('guest', asked, phone).name).toBe('in-call')
  })

  test('never comes in without a host who would have to let it in', () => {
    const game = onThePhone()
    const late = later(asked, 10 * moveUnansweredMs)
    expect(game.moveHere('guest', phone, late)).toBe('not-allowed')
    game.gone('guest', asked)
    game.lapse(later(asked, graceMs))
    expect(game.phase('guest', later(asked, graceMs), phone)).toMatchObject({ name: 'waiting', moving: null })
    expect(game.view('host', later(asked, graceMs)).waiting).toMatchObject([{ otherDevice: 'new' }])
  })

  test('that comes when the old page is gone for good knocks again, past no lock either', () => {
    for (const settings of [{}, { removedPlugins: ['waiting-room'] }]) {
      const game = inCallTogether(settings)
      game.lock('host', true)
      game.gone('guest')
      const late = later(during, graceMs)
      game.open('guest', phone, true, late)
      game.enter('guest', late, phone)
      expect(game.phase('guest', late, phone)).toMatchObject({ name: 'waiting', locked: true, moving: null })
      expect(game.phase('guest', late, { ...game.pageOf('guest'), was: 'here' }).name).toBe('taken-over')
    }
  })

  test('of somebody who has left gets the seat, and knocks', () => {
    const game = onThePhone()
    game.leave('guest', asked)
    expect(game.phase('guest', asked, phone)).toMatchObject({ name: 'waiting', moving: null })
    expect(game.seatOf('guest').visit?.admittedCallId).toBeNull()
  })

  test('of somebody who is turned away in the waiting room is turned away as well', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.turnAway('host', 'guest')
    game.leave('guest')
    game.enter('guest', asked, phone)
    expect(game.phase('guest', asked, phone)).toMatchObject({ name: 'waiting', turnedAway: {} })
  })

  test('asks only until its page is gone for good', () => {
    const game = onThePhone()
    game.gone('guest', asked, phone)
    expect(game.view('host', asked).waiting).toMatchObject([{ connected: false }])
    expect(game.view('host', later(asked, graceMs)).waiting).toEqual([])
    game.lapse(later(asked, graceMs))
    expect(game.seatOf('guest').visit?.rival).toBeNull()
    expect(game.phase('guest', later(asked, graceMs)).name).toBe('in-call')
  })

  test('steps back by leaving, and the call of the old one goes on', () => {
    const game = onThePhone()
    game.stepBack('guest', phone)
    expect(game.phase('guest', asked, phone)).toEqual(openElsewhere('another-browser'))
    expect(game.phase('guest', asked).name).toBe('in-call')
    expect(game.phase('guest', asked, { ...phone, was: 'left' })).toMatchObject({ name: 'exit', mayReturn: true })
  })

  test('of a host may move the call by itself when nobody has answered for a while', () => {
    const game = inCallTogether()
    game.enter('host', asked, phone)
    const at = later(asked, moveUnansweredMs)
    expect(game.phase('host', asked, phone)).toMatchObject({ moving: { mayMoveAt: at.toISOString() } })
    expect(game.moveHere('host', phone, later(at, -1))).toBe('too-soon')
    expect(game.moveHere('host', { pageId: 'a-stranger', browserHash: 'x' }, at)).toBe('wrong-phase')
    expect(game.moveHere('host', phone, at)).toBeNull()
    expect(game.phase('host', at, phone).name).toBe('in-call')
    expect(game.view('host', at, phone).people).toHaveLength(1)
  })

  test('of a host does not move by itself into a locked room where another host could let them in', () => {
    const game = play(room([seat('host', 'HOST'), seat('second', 'HOST')]))
    for (const id of ['host', 'second']) {
      game.open(id)
      game.enter(id)
    }
    game.lock('second', true)
    game.enter('host', asked, phone)
    expect(game.phase('host', asked, phone)).toMatchObject(moving)
    expect(game.moveHere('host', phone, later(asked, moveUnansweredMs))).toBe('not-allowed')
    game.letIn('second', game.rivalId('host'), asked)
    expect(game.phase('host', asked, phone).name).toBe('in-call')
  })

  test('of a guest moves by itself only where nobody would have to let them in and no host is there', () => {
    const game = onThePhone({ removedPlugins: ['waiting-room'] })
    const late = later(asked, moveUnansweredMs)
    expect(game.moveHere('guest', phone, late)).toBe('not-allowed')
    game.leave('host', late)
    expect(game.moveHere('guest', phone, late)).toBeNull()
    expect(game.phase('guest', late, phone).name).toBe('in-call')
  })

  test('does not follow into a call that a host has ended for everyone', () => {
    const game = onThePhone({ removedPlugins: ['waiting-room'] })
    game.end('host', asked)
    expect(game.state.session.callId).toBeNull()
    expect(game.phase('guest', asked, phone)).toEqual(openElsewhere(null))
  })

  test('past the booked end moves a call that is running, and begins none', () => {
    const game = inCallTogether()
    const late = later(end, 1_000)
    game.enter('guest', late, phone)
    game.answer('guest', true, late)
    expect(game.phase('guest', late, phone).name).toBe('in-call')
    game.leave('guest', late, phone)
    expect(game.phase('guest', late, game.pageOf('guest', 3, 3)).name).toBe('over')
  })
})

describe('on hold stays on hold', () => {
  const phone = { pageId: 'phone-page', browserHash: 'phone' }

  function held() {
    const game = inCallTogether({ removedPlugins: ['waiting-room'] })
    game.hold('host', 'guest', true)
    return game
  }

  test('by a reload, by another window, and by moving to another device', () => {
    const game = held()
    const reloaded = game.pageOf('guest', 2)
    game.open('guest', reloaded, true, during, game.pageOf('guest').pageId)
    expect(game.phase('guest', during, reloaded).name).toBe('on-hold')
    const second = game.pageOf('guest', 3)
    game.enter('guest', during, second)
    expect(game.phase('guest', during, second).name).toBe('on-hold')
    game.enter('guest', during, phone)
    game.letIn('host', game.rivalId('guest'))
    expect(game.phase('guest', during, phone).name).toBe('on-hold')
  })

  test('by leaving and coming back, by getting lost, and from another browser after that', () => {
    const game = held()
    game.leave('guest')
    game.enter('guest')
    expect(game.phase('guest').name).toBe('on-hold')
    game.gone('guest')
    const late = later(during, graceMs)
    game.lapse(late)
    game.enter('guest', late, phone)
    expect(game.phase('guest', late, phone).name).toBe('on-hold')
    game.hold('host', 'guest', false, late)
    expect(game.phase('guest', late, phone).name).toBe('in-call')
    game.leave('guest', late, phone)
    game.enter('guest', late, phone)
    expect(game.phase('guest', late, phone).name).toBe('in-call')
  })

  test('until a host lets them in again', () => {
    const game = inCallTogether()
    game.hold('host', 'guest', true)
    game.leave('guest')
    game.enter('guest')
    expect(game.phase('guest').name).toBe('waiting')
    game.admit('host', 'guest')
    expect(game.phase('guest').name).toBe('in-call')
  })
})
