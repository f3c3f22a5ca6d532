import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { ProblemCode } from '@anteroom/contract/problems'
import type { ClientPayload } from '@anteroom/contract/realtime'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { Counters } from '../counters/counters.ts'
import type { Database } from '../db/pool.ts'
import { createComplaints } from '../db/unavailable.ts'
import type { Clock } from '../ground/clock.ts'
import { idOf, type Tell } from '../ground/news.ts'
import { createTurns, TurnRefused } from '../ground/turns.ts'
import type { Unexpected } from '../ground/unexpected.ts'
import { defaultHeaders } from '../http/headers.ts'
import { type Asker, hashBrowserKey, type Visits } from '../visits/service.ts'
import { findSeat, hasSeat, type Page, type RoomState } from '../visits/state.ts'
import { createProcessAdapter } from './adapter.ts'
import { createCrowd } from './crowd.ts'
import type { DecidedEvent, EventHandlers } from './events.ts'
import { Refusal, readHandshake } from './handshake.ts'
import { leaveBy } from './leave-by.ts'
import { countedAs, createLimits, type RoomLimits, socketsOfOne } from './limits.ts'
import { createListening } from './listening.ts'
import { createSecondLook } from './look-again.ts'
import { isOfOurs } from './origin.ts'
import { boundOutgoing, QuietWebSocketServer } from './outgoing.ts'
import { createPace } from './pace.ts'
import {
  type EngineSocket,
  emptyPage,
  pageRoom,
  type RoomServer,
  type RoomSocket,
  sessionRoom,
  shownHere,
  socketsOf,
} from './page.ts'
import { guardedParser } from './parser.ts'
import { createRefusals } from './refusals.ts'
import { createViews } from './views.ts'

type Parts = {
  http: HttpServer
  database: Database
  clock: Clock
  log: Logger
  unexpected: Unexpected
  publicUrl: string
  counters: Counters
  limits: RoomLimits
  addressOf: (request: IncomingMessage) => string
  visits: Visits
  handlers: EventHandlers
}

/** How soon it is tried again to write down that a page is gone. */
const noticeAgainMs = 1_000

/** More than a session description with many candidates needs. */
const maxEventBytes = 128 * 1024

/** Of the connections that an address may have, so many more are answered with a no in words; any more are not. */
const toldWhy = 1.1

/**
 * Carries views and signals between pages and the server, whichever process they are connected to. It decides
 * nothing and remembers nothing that the database does not know.
 */
export function createRealtime(parts: Parts) {
  const { http, database, clock, log, unexpected, publicUrl, addressOf, visits, handlers } = parts
  const { pagesAtOnce } = parts.limits
  const limits = createLimits(parts.counters, parts.limits)
  const complain = createComplaints(log)
  const processes = createProcessAdapter({ database, complain })
  const io: RoomServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: maxEventBytes,
    parser: guardedParser,
    // A page in a frame of another site still comes from here.
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const isFull = pagesAtOnce > 0 && ofAddress.size(addressOf(request)) >= pagesAtOnce * toldWhy
      decide(null, isOfOurs(request, publicUrl) && !(isFull && isNew(request)))
    },
    // A page whose network has died without a word is missed after eleven seconds at most.
    pingInterval: 6_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    wsEngine: QuietWebSocketServer,
    transports: ['websocket', 'polling'],
  })
  // Its answers do not pass the framework, which gives all others their headers.
  const headers = Object.entries(defaultHeaders(publicUrl))
  http.prependListener('request', ({ url }, answer) => {
    if (url?.startsWith(io.path())) for (const [name, value] of headers) answer.setHeader(name, value)
  })
  io.adapter(processes.adapter)
  const ofAddress = createCrowd<EngineSocket>()
  /** Of those, the ones whose page was not one too many. */
  const letIn = createCrowd<EngineSocket>()
  const ofOne = createCrowd<EngineSocket>()
  /** Of pages that speak for their visits. */
  const speaking = new WeakSet<EngineSocket>()
  io.engine.on('connection', (connection: EngineSocket) => {
    const address = addressOf(connection.request)
    ofAddress.add(address, connection)
    connection.once('close', () => ofAddress.remove(address, connection))
    boundOutgoing(connection, () => log.warn('realtime: a page does not take what it is sent; it is hung up on'))
  })

  const showing = new Map<string, Promise<void>>()
  const again = new Set<string>()
  /** Each page with its connections to this process, as whom it was let in, and what is under way for it. */
  const present = new Map<string, { connections: number; asker: Asker | null }>()
  const turns = new Map<string, Promise<void>>()
  const keys = new WeakMap<Asker, string>()
  const sessions = createTurns()
  /** Pages that have asked for a view. */
  const asking = new WeakSet<RoomSocket>()
  let isClosing = false
  const secondLook = createSecondLook({
    shown: () => shownHere(io),
    revisionsOf: visits.revisionsOf,
    show,
    failed: (error) => complain(error, 'realtime: sessions could not be looked at again'),
  })

  /** Shows a session as it stands to each of its pages that is connected here; changes meanwhile: once more. */
  function show(sessionId: string) {
    if (showing.has(sessionId)) {
      again.add(sessionId)
      return
    }
    const shown = showNow(sessionId)
      .catch((error) => {
        complain(error, 'realtime: a session could not be shown')
        secondLook.owe(sessionId)
      })
      .finally(() => {
        showing.delete(sessionId)
        if (again.delete(sessionId)) show(sessionId)
      })
    showing.set(sessionId, shown)
  }

  async function showNow(sessionId: string) {
    const here = socketsOf(io, sessionId)
    if (here.length === 0) return
    const state = await visits.load(sessionId)
    if (!state) return
    showAll(state)
  }

  function showAll(state: RoomState) {
    const here = socketsOf(io, state.session.sessionId)
    for (const socket of here) showTo(socket, state, here.length)
  }

  /** `pages`: how many are shown this change. */
  function showTo(socket: RoomSocket, state: RoomState, pages: number) {
    const { asker, revision } = socket.data
    // Two changes may come to be shown in the wrong order; the later one holds.
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

  /** Something has changed: it is shown to the pages here, and the other processes show it to theirs. */
  const changed: Tell<RoomState> = (topic, state) => {
    const sessionId = idOf(topic)
    if (state) showAll(state)
    else show(sessionId)
    io.serverSideEmit('session:changed', sessionId)
  }
  io.on('session:changed', show)

  /**
   * Only between people who are in the same call; who waits or is on hold is in no page room. What is for nobody whom the
   * sender has been shown goes nowhere: asking the other processes costs a round trip to the database.
   */
  function passOn(socket: RoomSocket, { to, generation, data }: ClientPayload<'call:signal'>): ProblemCode | null {
    const { asker, visitId, generation: mine, inCall, people } = socket.data
    if (!inCall) return 'wrong-phase'
    const known = people.get(to)
    if (known === undefined) return 'not-found'
    // Their page has been loaded again since.
    if (generation < known) return null
    const room = pageRoom(asker.sessionId, to, generation)
    const target = io.sockets.adapter.rooms.has(room) ? io.local.to(room) : io.to(room)
    target.emit('call:signal', { from: visitId, generation: mine, data })
    return null
  }

  function start() {
    const listen = createListening({
      limits,
      sessions,
      passOn,
      refresh(socket) {
        asking.add(socket)
        show(socket.data.asker.sessionId)
      },
      decide: (socket, name, payload) => decide(socket, name, payload),
      unexpected,
      noteRefusal: createRefusals(log),
    })
    io.use((socket, next) => {
      admitPage(socket).then(
        (admitted) => (admitted ? next() : refuse(new Refusal('unknown-link'))),
        (error: unknown) => {
          if (error instanceof Refusal) return refuse(error)
          if (error instanceof TurnRefused) return refuse(new Refusal(error.problem))
          complain(error, 'realtime: a page could not be connected')
          refuse(new Refusal('unavailable'))
        },
      )
      function refuse(refusal: Refusal) {
        next(refusal)
        // By then it has been told; it connects anew when it tries again.
        setImmediate(() => socket.conn.close())
      }
    })
    io.on('connection', (socket) => {
      void socket.join(sessionRoom(socket.data.asker.sessionId))
      greet(socket)
      listen(socket)
    })
  }

  /** The first view of a page, at once; then another, should the session have changed while it was let in. */
  function greet(socket: RoomSocket) {
    const { asker, first, pace } = socket.data
    socket.once('disconnect', pace.stop)
    socket.data.first = null
    if (first) showTo(socket, first, 1)
    show(asker.sessionId)
  }

  async function admitPage(socket: RoomSocket): Promise<boolean> {
    // Whoever sent more than a handshake is hung up on already: their end would not be heard any more.
    if (socket.conn.readyState !== 'open') return false
    const auth = readHandshake(socket.handshake.auth)
    if (!auth) return false
    const address = addressOf(socket.request)
    const isFull = pagesAtOnce > 0 && letIn.size(address) >= pagesAtOnce
    if (isFull || !limits.allowsHandshakeFrom(address)) throw new Refusal('too-many-requests')
    letIn.add(address, socket.conn)
    socket.conn.once('close', () => letIn.remove(address, socket.conn))
    const was = auth.generation !== undefined ? 'here' : auth.left ? 'left' : undefined
    const key = `${auth.link} ${auth.pageId}`
    const here = present.get(key) ?? { connections: 0, asker: null }
    here.connections += 1
    present.set(key, here)
    // Heard from the first moment on: a connection may break while the page is still being let in.
    socket.conn.once('close', () => {
      inTurn(key, () => disconnected(key)).catch((error: unknown) =>
        log.warn({ err: error }, 'realtime: a page left unnoticed'),
      )
    })
    return inTurn(key, async () => {
      const found = await visits.findByLink(auth.link)
      if (!found) return false
      const { participantId, sessionId, linkVersion } = found
      const page: Page = { pageId: auth.pageId, browserHash: hashBrowserKey(auth.browserKey), linkVersion, was }
      const counted = countedAs(participantId, hasSeat(found, page))
      if (!limits.allowsHandshakeOf(counted)) throw new Refusal('too-many-requests')
      oneMoreOf(counted, socket.conn)
      const asker: Asker = { participantId, sessionId, page }
      here.asker = asker
      keys.set(asker, key)
      const views = createViews({
        whole: (view) => socket.emit('visit:view', view),
        changes: auth.changes ? (changes) => socket.emit('visit:changes', changes) : null,
      })
      const pace = createPace(clock, views)
      Object.assign(socket.data, emptyPage({ asker, address, counted, pace }))
      const { continues, enter: entering } = auth
      const isNew = auth.generation === undefined && !auth.again
      const opened = await sessions.take(sessionId, counted, () =>
        visits.openPage(asker, { isNew, continues, entering }),
      )
      if (opened.ok) socket.data.first = opened.state
      return opened.ok
    })
  }

  /** The newest connections are the ones that somebody looks at, besides that of the page which speaks for the visit. */
  function oneMoreOf(counted: string, connection: EngineSocket) {
    // Its end would not be heard any more.
    if (connection.readyState === 'closed') return
    const there = ofOne.add(counted, connection)
    connection.once('close', () => ofOne.remove(counted, connection))
    if (there.size <= socketsOfOne) return
    const before = [...there].filter((one) => one !== connection)
    // When all of them speak they are one page's, whose older ones nobody has noticed to be dead yet.
    const oldest = before.find((one) => !speaking.has(one)) ?? before[0]
    oldest?.close()
  }

  /** A page that has changed networks may be back by a new connection before the old one is known to be dead. */
  async function disconnected(key: string) {
    const page = present.get(key)
    if (!page) return
    page.connections -= 1
    if (page.connections > 0) return
    present.delete(key)
    // Also when its last connection was one that was not let in any more.
    if (page.asker) await close(key, page.asker)
  }

  /** Again and again, as nobody else will notice that the page is gone; unless it is back meanwhile. */
  async function close(key: string, asker: Asker) {
    const by = `end ${asker.participantId}`
    while (!present.has(key) && !isClosing) {
      try {
        await sessions.take(asker.sessionId, by, () => visits.closePage(asker), { always: true })
        return
      } catch (error) {
        complain(error, 'realtime: a page left unnoticed; that is made up for')
        await new Promise((resolve) => setTimeout(resolve, noticeAgainMs))
      }
    }
  }

  /** What concerns one page is done in the order in which it came: an end must not overtake its beginning. */
  function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const done = (turns.get(key) ?? Promise.resolve()).then(work, work)
    const turn = done.then(
      () => {},
      () => {},
    )
    turns.set(key, turn)
    void turn.then(() => {
      if (turns.get(key) === turn) turns.delete(key)
    })
    return done
  }

  async function decide(socket: RoomSocket, name: DecidedEvent, payload: unknown) {
    const { asker } = socket.data
    const handler = handlers[name] as (asker: Asker, payload: unknown) => ReturnType<EventHandlers[DecidedEvent]>
    if (name === 'visit:enter' && asker.page.was === 'left') asker.page.was = undefined
    return name === 'visit:leave' ? leaveBy(socket, () => handler(asker, payload), show) : handler(asker, payload)
  }

  start()
  return {
    changed,
    connections: {
      here: () => [...io.sockets.sockets.values()].map(({ data }) => data.asker),
      checkGone(asker: Asker) {
        const key = keys.get(asker)
        if (key) void inTurn(key, () => close(key, asker))
      },
      askOthers: (sessionIds: string[]) => void io.serverSideEmit('pages:claim', sessionIds),
      onAsked: (answer: (sessionIds: string[]) => void) => void io.on('pages:claim', answer),
    },
    /** How many pages are connected to this process. */
    pages: () => io.sockets.sockets.size,
    /** Tells the pages here: what they ask for now cannot be done, or can be done again. */
    sayWhetherAvailable: (available: boolean) => void io.local.emit('service:state', { available }),
    async close() {
      isClosing = true
      await secondLook.stop()
      // Pages come back by themselves, to this process's successor or to another one.
      // Those of this process only; without `local` every process would hang up.
      io.local.disconnectSockets(true)
      await io.close()
      processes.close()
    },
  }
}

/** Whether a request begins a connection, and does not go on with one by long polling. */
const isNew = ({ url = '' }: IncomingMessage) => !/[?&]sid=/.test(url)
