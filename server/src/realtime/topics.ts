import type { Complain } from '../db/unavailable.ts'
import type { Clock } from '../ground/clock.ts'
import { idOf, type Tell } from '../ground/news.ts'
import type { Visits } from '../visits/service.ts'
import { findSeat, hasSeat, type RoomState } from '../visits/state.ts'
import { countedAs } from './limits.ts'
import { createSecondLook } from './look-again.ts'
import { type EngineSocket, pageRoom, type RoomServer, type RoomSocket, topicOf } from './page.ts'
import { createTurningPoints } from './turning-points.ts'

type Parts = {
  io: RoomServer
  visits: Pick<Visits, 'load' | 'revisionsOf' | 'viewFor' | 'nextTurning'>
  clock: Clock
  complain: Complain
}

export type Topics = ReturnType<typeof createTopics>

/** What the pages here watch. Each page is shown its session as it stands, and again after each change. */
export function createTopics({ io, visits, clock, complain }: Parts) {
  const showing = new Map<string, Promise<void>>()
  const again = new Set<string>()
  /** Pages that have asked for a view. */
  const asking = new WeakSet<RoomSocket>()
  /** Connections of pages that speak for their visits. */
  const speaking = new WeakSet<EngineSocket>()
  const secondLook = createSecondLook({
    shown: shownHere,
    revisionsOf: visits.revisionsOf,
    show,
    failed: (error) => complain(error, 'sessions-not-looked-at'),
  })
  const turningPoints = createTurningPoints({
    clock,
    nextTurning: visits.nextTurning,
    show(sessionId) {
      // Also where nothing but the time is another one: the page counts by it.
      for (const socket of watching(sessionId)) asking.add(socket)
      show(sessionId)
    },
    failed: (error) => complain(error, 'sessions-not-looked-at'),
  })

  /**
   * Shows a session as it stands to each of its pages that is connected here, and once more if it changes meanwhile.
   */
  function show(sessionId: string) {
    if (showing.has(sessionId)) {
      again.add(sessionId)
      return
    }
    const shown = showNow(sessionId)
      .catch((error) => {
        complain(error, 'session-not-shown')
        secondLook.owe(sessionId)
      })
      .finally(() => {
        showing.delete(sessionId)
        if (again.delete(sessionId)) show(sessionId)
      })
    showing.set(sessionId, shown)
  }

  async function showNow(sessionId: string) {
    if (watching(sessionId).length === 0) return
    const state = await visits.load(sessionId)
    if (state) showAll(state)
  }

  function showAll(state: RoomState) {
    const here = watching(state.session.sessionId)
    if (here.length > 0) turningPoints.plan(state)
    for (const socket of here) showTo(socket, state, here.length)
  }

  function watching(sessionId: string): RoomSocket[] {
    const ids = io.sockets.adapter.rooms.get(topicOf(sessionId)) ?? new Set()
    return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? [])
  }

  /** Each session with the oldest revision that a page here has been shown. */
  function shownHere(): Map<string, number> {
    const shown = new Map<string, number>()
    for (const { data } of io.sockets.sockets.values()) {
      const { asker, revision } = data
      shown.set(asker.sessionId, Math.min(revision, shown.get(asker.sessionId) ?? revision))
    }
    return shown
  }

  /** `pages`: how many are shown this change. */
  function showTo(socket: RoomSocket, state: RoomState, pages: number) {
    const { asker, revision } = socket.data
    // Two changes may arrive in the wrong order; the later one counts.
    if (state.session.revision < revision) return
    const view = visits.viewFor(state, asker.participantId, asker.page)
    if (!view) return
    const inCall = view.phase.name === 'in-call'
    if (view.me.generation > 0) {
      // Should another page take its place, it is told so; but who has left by it stays at the exit.
      const hasLeft = view.phase.name === 'exit' && view.phase.reason === 'left'
      asker.page.was = hasLeft ? 'left' : 'here'
      speaking.add(socket.conn)
    } else speaking.delete(socket.conn)
    const changed = socket.data.inCall !== inCall || socket.data.generation !== view.me.generation
    if (changed) {
      void socket.leave(pageRoom(asker.sessionId, socket.data.visitId, socket.data.generation))
      if (inCall) void socket.join(pageRoom(asker.sessionId, view.me.visitId, view.me.generation))
    }
    asker.inCall = inCall
    Object.assign(socket.data, {
      counted: countedAs(asker.participantId, hasSeat(findSeat(state, asker.participantId)?.visit, asker.page)),
      visitId: view.me.visitId,
      generation: view.me.generation,
      inCall,
      people: new Map(view.people.filter((one) => !one.onHold).map((one) => [one.visitId, one.generation])),
      revision: view.revision,
    })
    socket.data.pace.show(view, { pages, asked: asking.delete(socket) })
  }

  /** Something has changed, on this process or on another one. */
  const changed: Tell<RoomState> = (topic, state) => (state ? showAll(state) : show(idOf(topic)))

  return {
    show,
    changed,
    /** The first view of a page, at once; then another, should the session have changed while it was let in. */
    watch(socket: RoomSocket) {
      const { asker, first, pace } = socket.data
      void socket.join(topicOf(asker.sessionId))
      socket.once('disconnect', () => {
        pace.stop()
        if (watching(asker.sessionId).length === 0) turningPoints.forget(asker.sessionId)
      })
      socket.data.first = null
      if (first) showTo(socket, first, 1)
      show(asker.sessionId)
    },
    /** The page wants its view again. */
    refresh(socket: RoomSocket) {
      asking.add(socket)
      show(socket.data.asker.sessionId)
    },
    isSpeaking: (connection: EngineSocket) => speaking.has(connection),
    async stop() {
      await Promise.all([secondLook.stop(), turningPoints.stop()])
    },
  }
}
