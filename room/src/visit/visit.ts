import { phases } from '@anteroom/contract/phases'
import type {
  Answer,
  ClientEventName,
  ClientEvents,
  ClientPayload,
  ConnectRefusal,
  ServerEvents,
  VisitView,
} from '@anteroom/contract/realtime'
import { viewWith } from '@anteroom/contract/view-changes'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { kept } from '@anteroom/ui/ground/kept.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import { Manager, type Socket } from 'socket.io-client'
import { EarlyWebSocketTransport } from './early-socket.ts'
import { askByEitherName } from './either-name.ts'
import { lookAtLine } from './line-look.ts'
import { createOwnHandshake } from './own-handshake.ts'
import { createOwnWay, type WayOut } from './own-way.ts'
import { recallPage, rememberPage } from './page-memory.ts'
import { createSignalText, type SignalFrom } from './signal-text.ts'
import { askTheTimeAfterGaps } from './time-gaps.ts'

/** What the server puts into the page (`<script type="application/json" id="bootstrap">`). */
export type Bootstrap = {
  link: string
  /** Where this page keeps the key of its browser; it does not tell the link. */
  keepAs: string
  browserKey: string
  view: VisitView
  /** What the page shows instead when it goes on where the page before it was; left out where it is the same. */
  continued?: VisitView
  /** The sites that may show this page in a frame; null for every secure one. */
  frameOrigins: string[] | null
}

/** The line to the server: where the visit is, and how to ask for something else. */
export type Visit = {
  /** Whether the page was there before, which the server did not know when it drew it: its first view says where it is. */
  isRecalled: boolean
  /** The last part of the entry link. */
  link: string
  view: Store<VisitView>
  /** Whether the server can be reached; media do not need it. */
  online: Store<boolean>
  /** Whether it can do what it is asked for: without its database it cannot. */
  available: Store<boolean>
  /** Whether too many others from this network connect at the moment: this page is let in later, by itself. */
  crowded: Store<boolean>
  /** Whether an update of the server has brought a phase that this page does not know: only one that is loaded anew can show it. */
  outdated: Store<boolean>
  /** Asks, and waits for the answer through a lost network; answers that the server is gone after a while. */
  request<Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>): Promise<Answer<Name>>
  /**
   * The person goes out, at once, whether or not the server answers. Comes back when the server has heard of it, or when
   * they have come in again before.
   */
  goOut(how: WayOut): Promise<void>
  /** How they have gone out, while the server does not know of it. */
  untold: Store<WayOut | null>
  /** Whether the server was out of reach for the last thing that somebody asked of it: it will not be done later either. */
  undone: Store<boolean>
  /** Passes a signal on without waiting. While the server is out of reach it is dropped: later it would be stale. */
  signal(to: SignalFrom, data: object): void
  /** Signals that come while nobody listens are kept for whoever listens first. */
  onSignal(listener: (from: SignalFrom, data: unknown) => void): () => void
  /** On a page whose place was taken: takes it back. */
  takeBack(): void
  /** The time by the server's clock, in milliseconds since 1970. */
  serverNow(): number
}

const answerWithinMs = 15_000
/**
 * The same for what is asked without a line: whoever waits is to know soon that it was not done. To come in takes longer:
 * behind some firewalls the first line is found at the third try, and they read all the while that they are coming in.
 */
const lineWithinMs = 5_000
/** Until then nearly every WebSocket has opened, and the first try still goes on. */
const pollingAfterMs = 2_000
/** How long a page waits at least when too many connect; at most three times as long. */
const crowdedMs = 3_000

/** What a page asks for by itself. */
const bySelf: ReadonlySet<ClientEventName> = new Set([
  'visit:refresh',
  'visit:checked',
  'call:bandwidth',
  'call:still-here',
])

export function createVisit(bootstrap: Bootstrap, clock: Clock, until: AbortSignal): Visit {
  const before = recallPage(bootstrap.view.me.visitId)
  const view = createStore((before.continues && bootstrap.continued) || bootstrap.view)
  const online = createStore(false)
  const available = createStore(true)
  const crowded = createStore(false)
  const outdated = createStore(false)
  const undone = createStore(false)
  // From one reading of the server's clock to the next, time is what has passed: the computer's may be wrong, or set.
  let serverAheadMs = Date.parse(bootstrap.view.now) - clock.now()
  const pageId = randomId()
  const handshake = createOwnHandshake({ link: bootstrap.link, pageId, continues: before.continues })
  let browserKey: string | undefined
  let hear: ((from: SignalFrom, data: unknown) => void) | null = null
  const early: { from: SignalFrom; data: unknown }[] = []
  const signals = createSignalText()
  const manager = new Manager<ServerEvents, ClientEvents>({
    // It saves two round trips; where a firewall blocks it, long polling follows.
    transports: [EarlyWebSocketTransport],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    randomizationFactor: 0.3,
    timeout: 5_000,
  })
  const socket: Socket<ServerEvents, ClientEvents> = manager.socket('/', {
    auth(give) {
      // The first look into storage waits for the disk; the socket is on its way by then.
      browserKey ??= before.browserKey ?? keepBrowserKey(bootstrap)
      rememberPage(() => view.get().me.visitId, { pageId, browserKey }, until)
      give(handshake.say(browserKey))
    },
  })
  until.addEventListener('abort', () => socket.disconnect())

  let heardByWebSocket = false
  /** The last view that came by this connection, whether it was shown or not. */
  let heard: VisitView | null = null
  /**
   * Some proxies let no WebSocket open, or nothing through it. After a failure long polling is fetched, and tried as well.
   * Until a view has come by a WebSocket the next try begins with it; it goes over to WebSocket by itself where that works.
   */
  async function tryPolling() {
    try {
      const { longPolling } = await import('./polling.ts')
      const webSocket = EarlyWebSocketTransport
      manager.opts.transports = heardByWebSocket ? [webSocket, longPolling] : [longPolling, webSocket]
    } catch {
      // The network is away: the next failure asks for it again.
    }
  }
  manager.on('error', tryPolling)
  manager.on('close', tryPolling)
  // Where a firewall swallows a WebSocket, nothing fails for a while.
  clock.after(pollingAfterMs, () => socket.connected || void tryPolling(), until)

  function connectAgain(afterMs = 500) {
    clock.after(afterMs * (1 + 2 * Math.random()), () => socket.connect(), until)
  }

  socket.on('connect', () => {
    handshake.letIn()
    crowded.set(false)
    undone.set(false)
    // It has let this page in.
    available.set(true)
  })
  socket.on('disconnect', (reason) => {
    online.set(false)
    heard = null
    // A server that ends says so, and its successor takes over; only a page whose place is taken stays away.
    if (reason === 'io server disconnect' && view.get().phase.name !== 'taken-over') connectAgain()
  })
  socket.on('connect_error', ({ message }) => {
    online.set(false)
    const isFinal = message === ('unknown-link' satisfies ConnectRefusal)
    const isCrowded = message === ('too-many-requests' satisfies ConnectRefusal)
    crowded.set(isCrowded)
    // Socket.IO tries again by itself when nobody answered, and does not when the server said no.
    if (!socket.active && !isFinal) connectAgain(isCrowded ? crowdedMs : undefined)
    if (isFinal) ownWay.endsHere()
  })
  function hearView(next: VisitView) {
    heardByWebSocket ||= manager.engine.transport.name === 'websocket'
    heard = next
    take(next)
    // Only now: what begins with the line to the server needs what the view brings, as the way to TURN.
    if (socket.connected) online.set(true)
  }
  socket.on('visit:view', hearView)
  socket.on('visit:changes', (changes) => {
    // The first view of a connection is a whole one.
    if (heard) hearView(viewWith(heard, changes))
  })
  function take(next: VisitView) {
    if (next.me.generation === view.get().me.generation && next.revision < view.get().revision) return
    if (!(next.phase.name in phases)) return outdated.set(true)
    handshake.shown(next)
    serverAheadMs = Date.parse(next.now) - clock.now()
    if (!ownWay.isShown(next)) return
    view.set(next)
    if (next.phase.name === 'taken-over') socket.disconnect()
  }
  socket.on('service:state', (state) => available.set(state.available))
  socket.on('call:signal', ({ from: visitId, generation, data }) => {
    const from = { visitId, generation }
    const said = signals.read(from, data)
    if (hear) hear(from, said)
    else if (early.length < 100) early.push({ from, data: said })
  })
  lookAtLine({
    // Whom the server has told to wait because there are too many waits.
    isWanted: () => view.get().phase.name !== 'taken-over' && !crowded.get(),
    isUp: () => socket.connected,
    isAnswered: () =>
      socket
        .timeout(lineWithinMs)
        .emitWithAck('visit:refresh', {})
        .then(
          () => true,
          () => false,
        ),
    connectAgain: () => socket.disconnect().connect(),
    clock,
    until,
  })
  askTheTimeAfterGaps(() => void request('visit:refresh', {}), clock, until)

  async function request<Name extends ClientEventName>(
    event: Name,
    payload: ClientPayload<Name>,
  ): Promise<Answer<Name>> {
    if (event === 'visit:enter' && !socket.connected) handshake.asksIn(payload as ClientPayload<'visit:enter'>)
    try {
      // The names and payloads are checked by the signature above; Socket.IO's overloads cannot follow a generic one.
      const isSoon = !socket.connected && event !== 'visit:enter'
      const send = socket.timeout(isSoon ? lineWithinMs : answerWithinMs) as unknown as {
        emitWithAck(event: string, payload: unknown): Promise<Answer<Name>>
      }
      return await askByEitherName(event, (name) => send.emitWithAck(name, payload))
    } catch {
      // Told that it was not done, nobody expects to be in a call some time later.
      if (event === 'visit:enter') handshake.asksOut()
      return { ok: false, problem: 'unavailable' }
    }
  }
  /** What their person asked for before, and nobody has heard, is not asked any more. */
  function takeBackWish(...wishes: ClientEventName[]) {
    socket.sendBuffer = socket.sendBuffer.filter(({ data: [event] }) => !wishes.includes(event))
  }
  const serverNow = () => clock.now() + serverAheadMs
  const ownWay = createOwnWay({ view, ask: (event) => request(event, {}), now: serverNow, clock, until })

  return {
    link: bootstrap.link,
    isRecalled:
      !bootstrap.continued && ![null, bootstrap.browserKey].includes(before.browserKey) && before.continues !== null,
    view,
    online,
    available,
    crowded,
    outdated,
    async request(event, payload) {
      if (event === 'visit:enter') takeBackWish('visit:leave', 'visit:end-for-everyone')
      const answered = event === 'visit:enter' ? ownWay.asksIn() : null
      const answer = await request(event, payload)
      answered?.(answer)
      if (!bySelf.has(event)) undone.set(!answer.ok && answer.problem === 'unavailable')
      return answer
    },
    goOut(how) {
      handshake.asksOut()
      takeBackWish('visit:enter')
      return ownWay.goOut(how)
    },
    untold: ownWay.untold,
    undone,
    signal(to, data) {
      if (!socket.connected) return
      const { visitId, generation } = to
      socket.emit('call:signal', { to: visitId, generation, data: signals.write(to, data) }, () => {})
    },
    onSignal(listener) {
      hear = listener
      for (const { from, data } of early.splice(0)) listener(from, data)
      return () => {
        hear = null
      }
    },
    takeBack() {
      handshake.takesBack()
      socket.connect()
    },
    serverNow,
  }
}

/**
 * The server gives each browser a key in a cookie. In a frame of another site the cookie may not come back, so the
 * key that this browser used first is kept here as well, and wins.
 */
function keepBrowserKey({ link, keepAs, browserKey }: Bootstrap): string {
  const own = kept(`anteroom.key.${keepAs}`)
  // A page from before kept it under the link itself.
  const ofBefore = kept(`anteroom.key.${link}`)
  const isKey = (text: string | null) => text !== null && text.length >= browserKey.length
  const key = [own.get(), ofBefore.get()].find(isKey) ?? browserKey
  ofBefore.set(null)
  own.set(key)
  return key || browserKey
}

function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
