import type { EventSpec } from '@anteroom/contract/event-spec'
import { olderEventNames } from '@anteroom/contract/older-event-names'
import type { ProblemCode } from '@anteroom/contract/problems'
import { type ClientEventName, type ClientPayload, clientEvents } from '@anteroom/contract/realtime'
import type { Logger } from 'pino'
import { Compile } from 'typebox/compile'
import { isUnavailable } from '../db/unavailable.ts'
import { writeLine } from '../ground/log.ts'
import type { Metrics } from '../ground/metrics.ts'
import { findUnstorable } from '../ground/payload.ts'
import { TurnRefused, type Turns } from '../ground/turns.ts'
import type { Unexpected } from '../ground/unexpected.ts'
import type { DecidedEvent } from './events.ts'
import type { Limits } from './limits.ts'
import type { RoomSocket } from './page.ts'

/** A page that goes on for this long after it was told to stop is disconnected: a refusal costs something, too. */
const maxRefused = 100

/** What the answer to an event carries; nothing else gets out. */
const brings = new Map(
  Object.entries<EventSpec>(clientEvents).map(([name, { answer }]) => [name, Object.keys(answer?.properties ?? {})]),
)
const checks = new Map(
  Object.entries(clientEvents).map(([name, { payload }]) => [name as ClientEventName, Compile(payload)]),
)

/** What somebody outside is asked for. */
const slow = new Set(
  Object.entries<EventSpec>(clientEvents).flatMap(([name, { asksOutside }]) => (asksOutside ? [name] : [])),
)

/** What an event is called today. Pages that were loaded before an update still use its older name. */
const todaysName = (event: string): string =>
  Object.hasOwn(olderEventNames, event) ? olderEventNames[event as keyof typeof olderEventNames] : event

/** An event's name as it may be logged, which is never one that somebody has made up. */
const known = (event: string) => (checks.has(event as ClientEventName) ? event : null)

type Decided = { ok: true } | { ok: false; problem: ProblemCode }

type Options = {
  limits: Limits
  sessions: Turns
  /** One after the other for each link, for what may take long. */
  links: Turns
  passOn(socket: RoomSocket, signal: ClientPayload<'call:signal'>): ProblemCode | null
  refresh(socket: RoomSocket): void
  decide(socket: RoomSocket, name: DecidedEvent, payload: unknown): Promise<Decided>
  unexpected: Unexpected
  log: Logger
  metrics: Pick<Metrics, 'count'>
}

/**
 * Hears what a page sends: counts, checks, and has it done when it is its session's turn. One listener for all events, as
 * there are thousands of pages. Nothing is thrown out of it, since that would end the process.
 */
export function createListening({ limits, sessions, links, passOn, refresh, decide, ...parts }: Options) {
  const { unexpected, log, metrics } = parts
  const noteRefusal = createRefusals(log)

  async function hear(socket: RoomSocket, event: string, payload: unknown): Promise<Decided> {
    const check = checks.get(event as ClientEventName)
    if (!check?.Check(payload) || findUnstorable(payload) !== null) return { ok: false, problem: 'invalid-request' }
    const name = event as ClientEventName
    const { asker, counted } = socket.data
    if (name === 'call:signal') {
      const problem = passOn(socket, payload as ClientPayload<'call:signal'>)
      return problem ? { ok: false, problem } : { ok: true }
    }
    if (name === 'visit:refresh') {
      refresh(socket)
      return { ok: true }
    }
    const work = () => decide(socket, name, payload)
    return slow.has(name) ? links.take(counted, counted, work) : sessions.take(asker.sessionId, counted, work)
  }

  function problemOf(error: unknown, event: string) {
    if (error instanceof TurnRefused) return error.problem
    if (isUnavailable(error)) return 'unavailable'
    unexpected.note(error, 'event-failed', { asked: known(event) })
    return 'internal'
  }

  /** A wish to go in of which nobody could decide; the others are counted where they are decided on. */
  function undecided(event: string, problem: 'too-many-requests' | 'unavailable' | 'internal') {
    if (event === 'visit:enter') metrics.count('anteroom_joins_total', { outcome: problem })
    return { ok: false, problem } as const
  }

  return (socket: RoomSocket) => {
    let refused = 0

    function isAllowed(event: string, payload: unknown): boolean {
      const { counted, address } = socket.data
      if (limits.allowsEvent(event, counted, address, sizeOf(payload))) {
        refused = 0
        return true
      }
      refused += 1
      if (refused > maxRefused) socket.disconnect(true)
      return false
    }

    // Anything may come over the wire; a page of ours sends a payload and a function to answer.
    socket.onAny((said: string, ...received: unknown[]) => {
      const event = todaysName(said)
      const answer = received.at(-1)
      const reply = (decided: Decided) => {
        if (!decided.ok) noteRefusal(socket, decided.problem, { asked: known(event), visitId: socket.data.visitId })
        if (typeof answer !== 'function') return
        const members = (brings.get(event) ?? []).map((member) => [member, decided[member as keyof Decided]])
        answer(decided.ok ? { ok: true, ...Object.fromEntries(members) } : { ok: false, problem: decided.problem })
      }
      if (!isAllowed(event, received[0])) return reply(undecided(event, 'too-many-requests'))
      hear(socket, event, received[0])
        .catch((error: unknown): Decided => undecided(event, problemOf(error, event)))
        .then(reply)
        .catch((error: unknown) => unexpected.note(error, 'event-failed'))
    })
  }
}

/** Of the one thing that can be large: what is said to another page, as text or, by pages from before, as an object. */
function sizeOf(payload: unknown): number {
  const { data } = (payload ?? {}) as { data?: unknown }
  return typeof data === 'string' ? data.length : (JSON.stringify(data)?.length ?? 0)
}

/** What a page of ours never hears: whoever does has made up what they sent. */
const telling: ReadonlySet<ProblemCode> = new Set(['invalid-request', 'not-allowed', 'plugin-off', 'too-many-requests'])

/** Writes it down, each problem once for each connection: nobody is to fill the log. */
function createRefusals(log: Logger) {
  const told = new WeakMap<object, Set<ProblemCode>>()
  return (connection: object, problem: ProblemCode, facts: Record<string, unknown>) => {
    const before = told.get(connection) ?? new Set()
    if (!telling.has(problem) || before.has(problem)) return
    told.set(connection, before.add(problem))
    writeLine(log, 'event-refused', { problem, ...facts })
  }
}
