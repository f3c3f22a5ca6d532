import type { SessionSummary } from '@anteroom/contract/api/summary'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Sessions } from '../sessions/service.ts'
import type { Asker, Result } from '../visits/service.ts'
import { isConsistent, type Measured } from './rules.ts'
import { keepMeasured, listAttendance } from './store.ts'
import { attendanceToWire } from './wire.ts'

export type Summaries = ReturnType<typeof createSummaries>

type Parts = { db: Kysely<DB>; clock: Clock; sessions: Sessions; metrics: Pick<Metrics, 'count'> }

/** Pages report every few seconds; what comes sooner than this after the last one is left to the next one. */
const reportPauseMs = 1_000

/** What became of a session: who was in the call, from when to when, and what their browsers measured. */
export function createSummaries({ db, clock, sessions, metrics }: Parts) {
  /** When each connection last reported; a connection has one asker for as long as it lasts. */
  const reportedAt = new WeakMap<Asker, number>()

  return {
    async get(caller: TeamCaller, sessionId: string): Promise<SessionSummary> {
      const session = await sessions.get(caller, sessionId, { withSeats: false })
      const { start_time, end_time, actual_start_time = null, actual_end_time = null } = session
      const attendance = await listAttendance(db, caller.teamId, sessionId)
      return {
        start_time,
        end_time,
        actual_start_time,
        actual_end_time,
        participants: attendance.map(attendanceToWire),
      }
    },

    /** A page in the call says what it has measured. Nobody else is to learn of it, so no view changes. */
    async report(asker: Asker, measured: Measured): Promise<Result> {
      if (!isConsistent(measured)) return { ok: false, problem: 'invalid-request' }
      const now = clock.now().getTime()
      if (now - (reportedAt.get(asker) ?? Number.NEGATIVE_INFINITY) < reportPauseMs) return { ok: true }
      reportedAt.set(asker, now)
      const { participantId, page } = asker
      const isKept = await keepMeasured(db, { participantId, pageId: page.pageId }, measured)
      if (!isKept) return { ok: false, problem: 'wrong-phase' }
      const { direct = 0, relayed = 0 } = measured.moved ?? {}
      metrics.count('anteroom_call_bytes_total', { way: 'direct' }, direct * 1_000)
      metrics.count('anteroom_call_bytes_total', { way: 'relayed' }, relayed * 1_000)
      return { ok: true }
    },
  }
}
