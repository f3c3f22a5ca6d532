import type { Server as HttpServer } from 'node:http'
import type { ProblemCode } from '@anteroom/contract/problems'
import {
  type ClientEventName,
  type ClientEvents,
  type ClientPayload,
  type ConnectRefusal,
  clientEvents,
  type EventSpec,
  Handshake,
  type ServerEvents,
} from '@anteroom/contract/realtime'
import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'
import { Compile } from 'typebox/compile'
import { type Allowance, createAllowance } from '../allowance.ts'
import type { Database } from '../db/pool.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { Clock } from '../ids.ts'
import { findUnstorable } from '../payload.ts'
import type { Publish } from '../publish.ts'
import type { Unexpected } from '../unexpected.ts'
import { type Asker, hashBrowserKey, type Visits } from '../visits/service.ts'
import type { RoomState } from '../visits/state.ts'
import { createProcessAdapter } from './adapter.ts'
import type { DecidedEvent, EventHandlers } from './events.ts'
import { createSecondLook } from './look-again.ts'
import { isOfOurs } from './origin.ts'
import { guardedParser } from './parser.ts'

/** What processes tell each other. */
type ProcessEvents = {
  'session:changed': (sessionId: string) => void
  /** Whoever holds pages of these sessions says so in the database: they are about to be lost. */
  'pages:claim': (sessionIds: string[]) => void
}

/** What this process knows of a page: who it is, and where its visit was by the last view it was sent. */
type PageData = {
  asker: Asker
  visitId: string
  generation: number
  inCall: boolean
  /** Of the last view that was sent. */
  revision: number
  /** How the session stood when the page was let in: its first view. */
  first: RoomState | null
}

type RoomServer = Server<ClientEvents, ServerEvents, ProcessEvents, PageData>
type RoomSocket = Socket<ClientEvents, ServerEvents, ProcessEvents, PageData>

type Parts = {
  http: HttpServer
  database: Database
  clock: Clock
  log: Logger
  unexpected: Unexpected
  publicUrl: string
}

/** How soon it is tried again to write down that a page is gone. */
const noticeAgainMs = 1_000

/** More than a session description with many candidates needs. */
const maxEventBytes = 128 * 1024

/** What one page may send; a call of six, all beginning at once, needs a fifth of it. */
const eventsAllowed = { burst: 500, perSecond: 50 }

const checkHandshake = Compile(Handshake)
/** What the answer to an event carries; nothing else gets out. */
const brings = new Map(
  Object.entries<EventSpec>(clientEvents).map(([name, { answer }]) => [name, Object.keys(answer?.properties ?? {})]),
)
const checks = new Map(
  Object.entries(clientEvents).map(([name, { payload }]) => [name as ClientEventName, Compile(payload)]),
)

/**
 * Carries views and signals between pages and the server, whichever process they are connected to. It decides
 * nothing and remembers nothing that the database does not know.
 */
export function createRealtime({ http, database, clock, log, unexpected, publicUrl }: Parts) {
  const processes = createProcessAdapter({ database, log })
  const io: RoomServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: maxEventBytes,
    parser: guardedParser,
    // A page in a frame of another site still comes from here.
    cors: { origin: false },
    allowRequest: (request, decide) => decide(null, isOfOurs(request, publicUrl)),
    // A page whose network has died without a word is missed after eleven seconds at most.
    pingInterval: 6_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    transports: ['websocket', 'polling'],
  })
  // These answers do not pass the framework, which sees to it for all others.
  http.prependListener('request', (_request, answer) => void answer.setHeader('X-Content-Type-Options', 'nosniff'))
  io.adapter(processes.adapter)

  const showing = new Map<string, Promise<void>>()
  const again = new Set<string>()
  /** How many connections each page has to this process, and what is under way for it. */
  const connections = new Map<string, number>()
  const turns = new Map<string, Promise<void>>()
  const keys = new WeakMap<Asker, string>()
  let visits: Visits | null = null
  let isClosing = false
  const secondLook = createSecondLook({
    shown: () => shownHere(io),
    revisionsOf: async (sessionIds) => (await visits?.revisionsOf(sessionIds)) ?? new Map(),
    show,
    failed: (error) => complain(error, 'sessions could not be looked at again'),
  })

  /** Of a database that is away its own watch tells, once. */
  function complain(error: unknown, what: string) {
    log[isUnavailable(error) ? 'debug' : 'error']({ err: error }, `realtime: ${what}`)
  }

  /** Shows a session as it stands to each of its pages that is connected here; changes meanwhile: once more. */
  function show(sessionId: string) {
    if (showing.has(sessionId)) {
      again.add(sessionId)
      return
    }
    const shown = showNow(sessionId)
      .catch((error) => {
        complain(error, 'a session could not be shown')
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
    if (here.length === 0 || !visits) return
    const state = await visits.load(sessionId)
    if (!state) return
    for (const socket of socketsOf(io, sessionId)) showTo(socket, state)
  }

  function showTo(socket: RoomSocket, state: RoomState) {
    const { asker, revision } = socket.data
    // Two changes may come to be shown in the wrong order; the later one holds.
    if (state.session.revision < revision) return
    const view = visits?.viewFor(state, asker.participantId, asker.page)
    if (!view) return
    const inCall = view.phase.name === 'in-call'
    const changed = socket.data.inCall !== inCall || socket.data.generation !== view.me.generation
    if (changed) {
      void socket.leave(pageRoom(asker.sessionId, socket.data.visitId, socket.data.generation))
      if (inCall) void socket.join(pageRoom(asker.sessionId, view.me.visitId, view.me.generation))
    }
    Object.assign(socket.data, {
      visitId: view.me.visitId,
      generation: view.me.generation,
      inCall,
      revision: view.revision,
    })
    socket.emit('visit:view', view)
  }

  const publish: Publish = {
    sessionChanged(sessionId, state) {
      if (state) for (const socket of socketsOf(io, sessionId)) showTo(socket, state)
      else show(sessionId)
      io.serverSideEmit('session:changed', sessionId)
    },
  }
  io.on('session:changed', show)
  io.on('pages:claim', (sessionIds) => {
    visits?.claim(sessionIds).catch((error) => complain(error, 'pages could not be claimed'))
  })

  /** Only between people who are in the same call; who waits or is on hold is in no page room. */
  function passOn(socket: RoomSocket, { to, generation, data }: ClientPayload<'call:signal'>) {
    const { asker, visitId, generation: mine, inCall } = socket.data
    if (!inCall) return false
    const room = pageRoom(asker.sessionId, to, generation)
    // Most calls are within one process; asking the others costs a round trip to the database.
    const target = io.sockets.adapter.rooms.has(room) ? io.local.to(room) : io.to(room)
    target.emit('call:signal', { from: visitId, generation: mine, data })
    return true
  }

  function start(given: Visits, handlers: EventHandlers) {
    visits = given
    io.use((socket, next) => {
      admitPage(socket, given).then(
        (admitted) => next(admitted ? undefined : refusal('unknown-link')),
        (error: unknown) => {
          complain(error, 'a page could not be connected')
          next(refusal('unavailable'))
        },
      )
    })
    io.on('connection', (socket) => {
      void socket.join(sessionRoom(socket.data.asker.sessionId))
      greet(socket).catch((error) => complain(error, 'a page could not be greeted'))
      listen(socket, handlers, createAllowance(clock, eventsAllowed))
    })
  }

  /** The first view of a page, at once; then a second one, should the session have changed while it was let in. */
  async function greet(socket: RoomSocket) {
    const { asker, first } = socket.data
    socket.data.first = null
    if (first) showTo(socket, first)
    const state = await visits?.load(asker.sessionId)
    if (state && state.session.revision > socket.data.revision) showTo(socket, state)
  }

  async function admitPage(socket: RoomSocket, given: Visits): Promise<boolean> {
    const auth = readHandshake(socket.handshake.auth)
    if (!auth) return false
    const page = { pageId: auth.pageId, browserHash: hashBrowserKey(auth.browserKey) }
    const key = `${auth.link} ${auth.pageId}`
    let asker: Asker | null = null
    connections.set(key, (connections.get(key) ?? 0) + 1)
    // Heard from the first moment on: a connection may break while the page is still being let in.
    socket.conn.once('close', () => {
      inTurn(key, () => disconnected(key, asker, given)).catch((error: unknown) =>
        log.warn({ err: error }, 'realtime: a page left unnoticed'),
      )
    })
    return inTurn(key, async () => {
      const sessionId = await given.findSession(auth.link)
      if (!sessionId) return false
      asker = { participantId: auth.link, sessionId, page }
      keys.set(asker, key)
      Object.assign(socket.data, emptyPage(asker))
      const opened = await given.openPage(asker, auth.generation === undefined, auth.enter)
      if (opened.ok) socket.data.first = opened.state
      return opened.ok
    })
  }

  /** A page that has changed networks may be back by a new connection before the old one is known to be dead. */
  async function disconnected(key: string, asker: Asker | null, given: Visits) {
    const left = (connections.get(key) ?? 1) - 1
    if (left > 0) {
      connections.set(key, left)
    } else {
      connections.delete(key)
      if (asker) await close(key, asker, given)
    }
  }

  /** Again and again, as nobody else will notice that the page is gone; unless it is back meanwhile. */
  async function close(key: string, asker: Asker, given: Visits) {
    while (!connections.has(key) && !isClosing) {
      try {
        await given.closePage(asker)
        return
      } catch (error) {
        complain(error, 'a page left unnoticed; that is made up for')
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

  /** One listener for all events, as there are thousands of pages. */
  function listen(socket: RoomSocket, handlers: EventHandlers, allowance: Allowance) {
    // Whatever comes over the wire: a page of ours sends a payload and a function to answer.
    socket.onAny((event: string, ...received: unknown[]) => {
      const name = event as ClientEventName
      const check = checks.get(name)
      if (!check) return
      const answer = received.at(-1)
      const reply = (problem: ProblemCode | null, brought: Record<string, unknown> = {}) => {
        const members = (brings.get(name) ?? []).map((member) => [member, brought[member]])
        const said = problem ? { ok: false, problem } : { ok: true, ...Object.fromEntries(members) }
        if (typeof answer === 'function') answer(said)
      }
      const hear = async () => {
        const payload = received[0]
        if (!allowance.take()) return reply('too-many-requests')
        if (!check.Check(payload) || findUnstorable(payload) !== null) return reply('invalid-request')
        if (name === 'call:signal') {
          return reply(passOn(socket, payload as ClientPayload<'call:signal'>) ? null : 'wrong-phase')
        }
        if (name === 'visit:refresh') {
          show(socket.data.asker.sessionId)
          return reply(null)
        }
        const result = await decide(socket, name, payload, handlers)
        return result.ok ? reply(null, result) : reply(result.problem)
      }
      // Thrown out of here, an error would end the process.
      hear().catch((error) => {
        if (isUnavailable(error)) return reply('unavailable')
        unexpected.note(error, 'event-failed', { event: name })
        reply('internal')
      })
    })
  }

  function decide(socket: RoomSocket, name: DecidedEvent, payload: unknown, handlers: EventHandlers) {
    const handler = handlers[name] as (asker: Asker, payload: unknown) => ReturnType<EventHandlers[DecidedEvent]>
    return handler(socket.data.asker, payload)
  }

  return {
    publish,
    start,
    connections: {
      here: () => [...io.sockets.sockets.values()].map(({ data }) => data.asker),
      checkGone(asker: Asker) {
        const [key, given] = [keys.get(asker), visits]
        if (key && given) void inTurn(key, () => close(key, asker, given))
      },
      askOthers: (sessionIds: string[]) => void io.serverSideEmit('pages:claim', sessionIds),
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

/**
 * What a page says of itself, or null when it cannot be used. A name that cannot be stored keeps nobody out: the event
 * that follows is answered with what is wrong with it.
 */
function readHandshake(auth: unknown): Handshake | null {
  if (!checkHandshake.Check(auth)) return null
  const { enter, ...page } = auth
  if (findUnstorable(page) !== null) return null
  return enter && findUnstorable(enter) === null ? { ...page, enter } : page
}

const refusal = (code: ConnectRefusal) => new Error(code)

const emptyPage = (asker: Asker): PageData => ({
  asker,
  visitId: '',
  generation: 0,
  inCall: false,
  revision: -1,
  first: null,
})

const sessionRoom = (sessionId: string) => `session:${sessionId}`
const pageRoom = (sessionId: string, visitId: string, generation: number) =>
  `page:${sessionId}:${visitId}:${generation}`

function socketsOf(io: RoomServer, sessionId: string): RoomSocket[] {
  const ids = io.sockets.adapter.rooms.get(sessionRoom(sessionId)) ?? new Set()
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? [])
}

/** Each session with the oldest revision that a page here has been shown. */
function shownHere(io: RoomServer): Map<string, number> {
  const shown = new Map<string, number>()
  for (const { data } of io.sockets.sockets.values()) {
    const { asker, revision } = data
    shown.set(asker.sessionId, Math.min(revision, shown.get(asker.sessionId) ?? revision))
  }
  return shown
}
