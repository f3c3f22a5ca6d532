import type { IncomingMessage } from 'node:http'
import type { Complain } from '../db/unavailable.ts'
import type { Clock } from '../ground/clock.ts'
import type { Turns } from '../ground/turns.ts'
import { type Asker, hashBrowserKey, type Visits } from '../visits/service.ts'
import { hasSeat, type Page } from '../visits/state.ts'
import { createCrowd } from './crowd.ts'
import { Refusal, readHandshake } from './handshake.ts'
import { countedAs, type Limits, socketsOfOne } from './limits.ts'
import { createPace, createViews } from './pace.ts'
import { type EngineSocket, emptyPage, type RoomSocket } from './page.ts'

type Parts = {
  visits: Pick<Visits, 'findByLink' | 'openPage' | 'closePage'>
  clock: Clock
  complain: Complain
  limits: Limits
  pagesAtOnce: number
  addressOf: (request: IncomingMessage) => string
  /** One after the other for each session. */
  sessions: Turns
  isSpeaking: (connection: EngineSocket) => boolean
}

/** How soon it is tried again to write down that a page is gone. */
const noticeAgainMs = 1_000

export type Admission = ReturnType<typeof createAdmission>

/** Which pages are connected to this process: lets them in by their links, and has it written down when they are gone. */
export function createAdmission(parts: Parts) {
  const { visits, clock, complain, limits, pagesAtOnce, addressOf, sessions, isSpeaking } = parts
  /** Connections whose page was within the limit. */
  const letIn = createCrowd<EngineSocket>()
  const ofOne = createCrowd<EngineSocket>()
  /** Each page with its connections to this process, who it was let in as, and what is under way for it. */
  const present = new Map<string, { connections: number; asker: Asker | null }>()
  const turns = new Map<string, Promise<void>>()
  const keys = new WeakMap<Asker, string>()
  let isClosing = false

  /** False where its link opens nothing; throws a `Refusal` where it may come later. */
  async function admit(socket: RoomSocket): Promise<boolean> {
    // A connection that sent more than a handshake is closed already, and its end would not be heard any more.
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
      inTurn(key, () => disconnected(key)).catch((error: unknown) => complain(error, 'page-left-unseen'))
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
    const oldest = before.find((one) => !isSpeaking(one)) ?? before[0]
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
    if (page.asker) await closePage(key, page.asker)
  }

  /** Again and again, as nobody else will notice that the page is gone; unless it is back meanwhile. */
  async function closePage(key: string, asker: Asker) {
    const by = `end ${asker.participantId}`
    while (!present.has(key) && !isClosing) {
      try {
        await sessions.take(asker.sessionId, by, () => visits.closePage(asker), { always: true })
        return
      } catch (error) {
        complain(error, 'page-left-unseen')
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

  return {
    admit,
    /** A page that was here may not be any more: if so, that is written down. */
    checkGone(asker: Asker) {
      const key = keys.get(asker)
      if (key) void inTurn(key, () => closePage(key, asker))
    },
    /** From now on pages go because the process does, and go on with another. */
    close() {
      isClosing = true
    },
  }
}
