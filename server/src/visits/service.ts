import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { hasPlugin, type SessionSettings } from '@anteroom/contract/feature-flags'
import { phases } from '@anteroom/contract/phases'
import type { PluginEventSpec } from '@anteroom/contract/plugin-manifest'
import type { PluginId } from '@anteroom/contract/plugins'
import type { ProblemCode } from '@anteroom/contract/problems'
import type { IceServer, Look, VisitView } from '@anteroom/contract/realtime'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { fromRoom, operator, type TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Tell } from '../ground/news.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { isOver } from '../sessions/rules.ts'
import type { Changed, ChangeOptions, Decide, EntryBy, Result } from './change.ts'
import { countChange, joinOutcome } from './counted.ts'
import { letIn } from './door/knock-rules.ts'
import { lockGate, setLock } from './door/lock-rules.ts'
import { type Gate, letPass } from './door/rules.ts'
import { happeningsBetween } from './happenings.ts'
import * as hosts from './host-rules.ts'
import { notedBetween } from './noted.ts'
import * as rules from './rules.ts'
import { createSeatLinks, hashLink } from './seat-links.ts'
import * as seats from './seat-rules.ts'
import { type Asker, findSeat, findVisit, hasSeat, isInCall, type Page, type RoomState, speaks } from './state.ts'
import * as store from './store.ts'
import { nextTurning } from './turning.ts'
import { viewOf } from './view.ts'

export type { Result } from './change.ts'
export type { Asker } from './state.ts'

export type Visits = ReturnType<typeof createVisits>

type Parts = {
  db: Kysely<DB>
  /** Connections for people in calls; the others where there are none. */
  calls?: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  tell: Tell<RoomState>
  /** Nothing is counted where nobody is in a room. */
  metrics?: Pick<Metrics, 'count' | 'observe'>
  /** Of this server process, among all that serve the same database. */
  processId: string
  /** Those of plugins; the lock is the room's own. */
  gates: readonly Gate[]
  iceServersFor: (visitId: string) => IceServer[]
  /** Whether media go by TURN only in all sessions. */
  relayOnly?: boolean
  /** What pages of a session are told of their look; nothing where it is left out. */
  lookOf?: (settings: SessionSettings) => Look
}

/** How a page connects: whether for the first time, in place of which, and whether its person wants to go in at once. */
type Opening = { isNew: boolean; continues?: string | undefined; entering?: { name?: string } | undefined }

export type Preview = {
  view: VisitView
  /** Null where a reload sees nothing else. */
  continued: VisitView | null
  settings: SessionSettings
  teamId: string
}

/** Who is behind each entry link, and where: every change is one transaction that holds its session. */
export function createVisits(parts: Parts) {
  const { db, sealing, clock, ids, ledger, tell, processId, iceServersFor } = parts
  const gates = [lockGate, ...parts.gates]
  const calls = parts.calls ?? db

  /** Runs `decide` on the session as it stands, writes what it decides, and tells everyone concerned. */
  async function change(
    sessionId: string,
    decide: (state: RoomState) => rules.Outcome,
    { teamId, entry, actor, inCall = false, seen }: ChangeOptions = {},
  ): Promise<Changed> {
    const changed = await (inCall ? calls : db)
      .transaction()
      .execute(async (trx): Promise<Changed & { before?: RoomState }> => {
        const before = await store.loadRoom(trx, sealing, sessionId, { lock: true, teamId })
        if (!before) return { ok: false, problem: 'not-found' }
        seen?.(before)
        const outcome = decide(before)
        if ('problem' in outcome) return { ok: false, problem: outcome.problem }
        const now = clock.now()
        const settled = seats.settle(outcome.state, now)
        const decided = letPass(settled, { now, newCallId: ids.sorted(), gates })
        // What somebody says again and again is written once.
        if (isDeepStrictEqual(decided, before)) return { ok: true, state: before, before }
        const state = await store.saveRoom(trx, sealing, before, decided)
        const events = happeningsBetween(before, state)
        const noted = typeof entry === 'function' ? entry(state) : entry
        const by = noted?.by ?? whoever(state.session.teamId, actor)
        const entries = [...(noted ? [noted] : []), ...notedBetween(before, state, actor ?? null)]
        await ledger.recordInRoom(trx, by, { entries, events, answer: noted?.answer })
        return { ok: true, state, before }
      })
    if (changed.ok && changed.before && changed.state !== changed.before) {
      tell(`session:${sessionId}`, changed.state)
      if (parts.metrics) countChange(parts.metrics, changed.before, changed.state, clock.now())
    }
    return changed
  }

  /** The same for somebody who has to be in a phase for it: their page must be the one that speaks for the visit. */
  async function act(asker: Asker, decide: Decide, entry?: (state: RoomState) => EntryBy): Promise<Result> {
    const changed = await change(asker.sessionId, (state) => asPage(state, asker, decide), {
      actor: asker.participantId,
      inCall: asker.inCall,
      ...(entry ? { entry } : {}),
    })
    return changed.ok ? { ok: true } : changed
  }

  function asPage(state: RoomState, asker: Asker, decide: Decide): rules.Outcome {
    // A page that only looks must not end what another one is in.
    return asAnyPage(state, asker, (_state, seat, now) =>
      speaks(seat.visit, asker.page) ? decide(state, seat, now) : { problem: 'wrong-phase' },
    )
  }

  /** Also one that does not speak for its visit. */
  function asAnyPage(state: RoomState, { participantId, page }: Asker, decide: Decide): rules.Outcome {
    const seat = findSeat(state, participantId)
    const now = clock.now()
    if (!seat) return { problem: 'not-found' }
    const { refuses } = phases[rules.phaseOf(state, seat, page, now).name]
    return refuses ? { problem: refuses } : decide(state, seat, now)
  }

  /** What the audit log says of a seat that a host in the room has changed. */
  function changedSeat({ sessionId, participantId }: Asker, visitId: string, verb: 'update' | 'remove', more = {}) {
    return (state: RoomState): EntryBy => ({
      by: fromRoom(state.session.teamId, participantId),
      action: `participant.${verb}`,
      target: findVisit(state, visitId)?.participantId ?? null,
      details: { sessionId, ...more },
    })
  }

  function enterNow(state: RoomState, { participantId, page }: Asker, name: string | undefined, now: Date) {
    const entering = { name, now, newCallId: ids.sorted(), gates, processId, rivalId: ids.random() }
    return seats.enter(state, participantId, page, entering)
  }

  /** For what a page may do that does not speak for its visit: `other` in place of `decide`. */
  async function actFrom(asker: Asker, decides: { here: Decide; beside: Decide }): Promise<Result> {
    const changed = await changeFrom(asker, decides)
    return changed.ok ? { ok: true } : changed
  }

  function changeFrom(
    asker: Asker,
    { here, beside, seen }: { here: Decide; beside: Decide } & Pick<ChangeOptions, 'seen'>,
  ) {
    return change(
      asker.sessionId,
      (state) => {
        const seat = findSeat(state, asker.participantId)
        if (!seat || speaks(seat.visit, asker.page)) return asPage(state, asker, here)
        const now = clock.now()
        const { mayEnter, refuses } = phases[rules.phaseOf(state, seat, asker.page, now).name]
        return mayEnter ? beside(state, seat, now) : { problem: refuses ?? 'wrong-phase' }
      },
      { actor: asker.participantId, inCall: asker.inCall, seen },
    )
  }

  /** Has somebody ask to go in, and counts what came of it. `problem`: what kept them out, where the rest was done. */
  async function counted(
    asker: Asker,
    ask: (seen: (before: RoomState) => void) => Promise<Changed>,
    problem: () => ProblemCode | null = () => null,
  ): Promise<Changed> {
    let before: RoomState | undefined
    const changed = await ask((state) => {
      before = state
    })
    const came = changed.ok ? (problem() ?? changed.state) : changed.problem
    const outcome = before ? joinOutcome(before, came, asker, clock.now()) : 'other'
    if (outcome) parts.metrics?.count('anteroom_joins_total', { outcome })
    return changed
  }

  const links = createSeatLinks({ db, clock, change })

  return {
    /** The seat behind the last part of an entry link, or null. */
    findByLink: links.find,

    /** The session as it stands, for those who show it to several pages at once. */
    load: (sessionId: string) => store.loadRoom(calls, sealing, sessionId),

    nextTurning: (state: RoomState) => nextTurning(state, clock.now()),

    /** How often each of these has changed. */
    revisionsOf: (sessionIds: string[]) => store.findRevisions(calls, sessionIds),

    /** What a page sees of a loaded session. */
    viewFor(state: RoomState, participantId: string, page: Page): VisitView | null {
      const seat = findSeat(state, participantId)
      if (!seat) return null
      return viewOf(state, seat, {
        page,
        now: clock.now(),
        // Made out to the visit: a TURN server's log must never hold the link, which is a key. Other browsers have a
        // user of their own, so that none of them uses up what the relay gives to the one that has the seat.
        iceServers: seat.visit
          ? iceServersFor(hasSeat(seat.visit, page) ? seat.visit.visitId : `beside-${seat.visit.visitId}`)
          : [],
        relayOnly: parts.relayOnly ?? false,
        look: parts.lookOf?.(state.session.settings),
      })
    },

    /**
     * What a page that is about to be opened will see first, and what it will see if it goes on where the page before
     * it was, as a reload does; nothing is written.
     */
    async preview(link: string, browserHash: string): Promise<Preview | null> {
      const found = await links.find(link)
      const state = found && (await store.loadRoom(db, sealing, found.sessionId))
      if (!state) return null
      const { participantId, linkVersion } = found
      // No page has this id: each has eight characters or more.
      const page: Page = { pageId: 'none', browserHash, linkVersion }
      const connection = { isNew: true, processId, visitId: ids.random(), now: clock.now() }
      const seen = (continues?: string) => {
        const outcome = seats.openPage(state, participantId, page, { ...connection, continues })
        const view = 'state' in outcome ? this.viewFor(outcome.state, participantId, page) : null
        // Credentials for TURN go to pages that have connected; this one anybody with the address gets.
        return view && { ...view, me: { ...view.me, generation: 0 }, iceServers: [] }
      }
      const view = seen()
      const before = findSeat(state, participantId)?.visit
      const continued = before?.browserHash === browserHash && before.goneAt === null ? seen(before.pageId) : null
      const { settings, teamId } = state.session
      return view && { view, continued, settings, teamId }
    },

    /** A page connects to this process; with `entering` its person has asked to go in already. */
    openPage(asker: Asker, { entering, ...opening }: Opening) {
      let problem: ProblemCode | null = null
      const open = (seen?: ChangeOptions['seen']) =>
        change(
          asker.sessionId,
          (state) => {
            const now = clock.now()
            const connection = { ...opening, processId, visitId: ids.random(), now }
            const opened = seats.openPage(state, asker.participantId, asker.page, connection)
            if (!entering || 'problem' in opened) return opened
            const entered = enterNow(opened.state, asker, entering.name, now)
            if ('state' in entered) return entered
            problem = entered.problem
            return opened
          },
          { actor: asker.participantId, seen },
        )
      return entering ? counted(asker, open, () => problem) : open()
    },

    /** Its connection has ended. */
    closePage: ({ sessionId, participantId, page, inCall }: Asker) =>
      change(
        sessionId,
        (state) => ({ state: seats.pageGone(state, participantId, page.pageId, processId, clock.now()) }),
        { inCall },
      ),

    async enter(asker: Asker, name: string | undefined): Promise<Result> {
      const enter: Decide = (state, _seat, now) => enterNow(state, asker, name, now)
      const changed = await counted(asker, (seen) => changeFrom(asker, { here: enter, beside: enter, seen }))
      return changed.ok ? { ok: true } : changed
    },

    leave: (asker: Asker) =>
      actFrom(asker, {
        here: (state, seat, now) => rules.goOut(state, seat, asker.page, now),
        beside: (state, seat) => ({ state: seats.stepBack(state, seat, asker.page) }),
      }),

    checked: (asker: Asker, check: ConnectionCheck) =>
      actFrom(asker, {
        here: (state, seat, now) => rules.keepCheck(state, seat, asker.page, { check, now }),
        // What a page has found that nobody is behind yet is kept by the page.
        beside: (state) => ({ state }),
      }),

    answerMove: (asker: Asker, answer: seats.MoveAnswer) =>
      act(asker, (state, seat, now) => seats.answerMove(state, seat, answer, now)),

    moveHere: (asker: Asker) =>
      actFrom(asker, {
        // A second click, or a host was quicker.
        here: (state) => ({ state }),
        beside: (state, seat, now) => seats.moveHere(state, seat, asker.page, now),
      }),

    stillHere: (asker: Asker, visitId: string) =>
      act(asker, (state, seat, now) => rules.vouch(state, seat, visitId, now)),

    endForEveryone: (asker: Asker) => act(asker, hosts.endForEveryone),

    hold: (asker: Asker, visitId: string, on: boolean) =>
      act(asker, (state, seat, now) => hosts.hold(state, seat, visitId, on, now)),

    remove: (asker: Asker, visitId: string) =>
      act(asker, (state, host, now) => hosts.remove(state, host, visitId, now), changedSeat(asker, visitId, 'remove')),

    lock: (asker: Asker, locked: boolean) => act(asker, (state, host) => setLock(state, host, locked)),

    letIn: (asker: Asker, visitId: string) =>
      act(asker, (state, host, now) => letIn(state, host, visitId, { now, newCallId: ids.sorted() })),

    /** The seat's role is changed for good, as the API would do it. */
    makeHost: (asker: Asker, visitId: string) =>
      act(
        asker,
        (state, host) => hosts.makeHost(state, host, visitId),
        changedSeat(asker, visitId, 'update', { members: ['role'] }),
      ),

    /** For what other parts of the service do for a page: whether the plugin is on, and the page may ask it that. */
    async mayAsk(
      asker: Asker,
      {
        plugin,
        from,
        notAfterwards = false,
      }: { plugin: PluginId; notAfterwards?: boolean } & Pick<PluginEventSpec, 'from'>,
    ): Promise<Result> {
      const state = await store.loadRoom(db, sealing, asker.sessionId)
      if (!state) return { ok: false, problem: 'not-found' }
      if (!hasPlugin(state.session.settings, plugin)) return { ok: false, problem: 'plugin-off' }
      // Whoever has opened their link twice pays in either tab.
      const allow: Decide = (same, { visit }, now) =>
        notAfterwards && isOver(same.session.endTime, now) && !isInCall(same, visit)
          ? { problem: 'session-over' }
          : { state: same }
      const outcome = from === 'host' ? asPage(state, asker, hosts.allow) : asAnyPage(state, asker, allow)
      return 'problem' in outcome ? { ok: false, problem: outcome.problem } : { ok: true }
    },

    /** For what a host in the call does with other parts of the service: in whose name, or why not. */
    async asHost(asker: Asker): Promise<{ ok: true; caller: TeamCaller } | { ok: false; problem: ProblemCode }> {
      const state = await store.loadRoom(db, sealing, asker.sessionId)
      if (!state) return { ok: false, problem: 'not-found' }
      const outcome = asPage(state, asker, hosts.allow)
      if ('problem' in outcome) return { ok: false, problem: outcome.problem }
      return { ok: true, caller: fromRoom(state.session.teamId, asker.participantId) }
    },

    /** The API takes a seat of its team away; whoever is behind it leaves at once. */
    async removeSeat(caller: TeamCaller, asked: string): Promise<Result> {
      const participantId = asked.toLowerCase()
      const sessionId = await store.findSessionId(db, participantId)
      if (!sessionId) return { ok: false, problem: 'not-found' }
      return change(sessionId, (state) => rules.removeSeatByApi(state, participantId, clock.now()), {
        teamId: caller.teamId,
        entry: { by: caller, action: 'participant.remove', target: participantId, details: { sessionId } },
      })
    },

    /** See `seat-links.ts`. */
    renewLink: links.renew,
    revokeLink: links.revoke,

    /** A seat was changed from elsewhere: whoever waited and has nothing to wait for any more goes in. */
    reconsider: (sessionId: string) => change(sessionId, (state) => ({ state })),

    /** For plugins: runs a decision of theirs as one of these. */
    act,

    /** Those whose grace is over leave. */
    lapse: (sessionId: string) =>
      change(sessionId, (state) => ({ state: rules.lapse(state, clock.now()) }), { inCall: true }),
  }
}

/** In whose name something happens in the room: somebody's there, or the service's own. */
function whoever(teamId: string, actor: string | undefined): TeamCaller {
  return actor === undefined ? { ...operator, teamId } : fromRoom(teamId, actor)
}

export { hashLink }

/** How a browser's secret is stored and compared. */
export function hashBrowserKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
