import { setTimeout as pause } from 'node:timers/promises'
import type { Retention, RetentionChange } from '@anteroom/contract/api/retention'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../db/types.gen.ts'
import { type Caller, operator, type TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'
import type { Tell } from '../ground/news.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import { lockSession } from '../sessions/records.ts'
import type { Teams } from '../teams/service.ts'
import { eraseInSessions, eraseSeat } from './erasing.ts'
import { type Days, daysOfService, dueKinds, type Kind, retentionOf, startsUntil } from './rules.ts'
import * as store from './store.ts'
import { createTeamRemoval } from './teams.ts'
import { createUserErasing } from './users.ts'

export type RetentionService = ReturnType<typeof createRetention>

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ledger: Ledger
  tell: Tell
  log: Logger
  teams: Pick<Teams, 'needManager' | 'holdTeamsOf' | 'leaveAll' | 'removal'>
  /** Cancels a session that is not over, also one that has started, when nobody is in it. */
  withdraw(caller: TeamCaller, sessionId: string): Promise<void>
  /** For how long sessions are kept where a team says nothing. */
  retentionDays: Days
}

/** Sessions of one transaction, and what one run does at most: the next one goes on from there. */
const batch = 100
const maxBatches = 500
/** Between transactions, so that those who are in a call do not notice. */
const breathMs = 20

type Purge = { teamId: string; kind: Kind; until: Date }
/** How far one run has come in a team's sessions, and whether it has left one behind in which a call goes on. */
type Walk = { place: store.Place | undefined; isPastCall: boolean }

const inTheCall = 'Somebody is in the call. End the call, or remove them, and erase then.'

/** What goes by itself after a time, and what somebody asks to be erased. */
export function createRetention(parts: Parts) {
  const { db, clock, ledger, tell, log, teams, withdraw } = parts
  const ofService = daysOfService(parts.retentionDays)
  const teamRemoval = createTeamRemoval({ db, clock, ledger, tell, teams, withdraw })

  /** A team's own clients and its admins; not who was only let in to book. */
  async function needEraser(trx: Transaction<DB>, caller: TeamCaller) {
    if (caller.isUser || caller.isApplication) await teams.needManager(trx, caller, caller.teamId)
  }

  /** Goes through the next sessions that are due; null where there are no more. */
  async function purgeSome({ teamId, kind, until }: Purge, walk: Walk): Promise<Walk | null> {
    return db.transaction().execute(async (trx) => {
      if (!(await store.holdPurging(trx))) return null
      const after = walk.place ?? (await store.findProgress(trx, teamId, kind))
      const due = await store.takeDue(trx, { teamId, after, until, limit: batch })
      const ready = due.filter(({ call_id, erased_at }) => call_id === null && erased_at === null)
      const ids = ready.map(({ session_id }) => session_id)
      await eraseInSessions(trx, kind, ids, clock.now())
      if (ids.length > 0) {
        const details = { kind, sessions: ids.length, from: ids[0], to: ids.at(-1) }
        await ledger.record(trx, operator, { action: 'retention.erase', target: teamId, teamId, details })
      }
      const running = due.findIndex(({ call_id }) => call_id !== null)
      if (running >= 0) writeLine(log, 'call-for-days', { sessionId: due[running]?.session_id })
      // The next run begins where the first call goes on; this one goes past it.
      const done = walk.isPastCall ? undefined : due.at(running < 0 ? due.length - 1 : running - 1)
      if (done && running !== 0) await store.moveProgress(trx, teamId, kind, done.session_id)
      return due.length < batch ? null : { place: due.at(-1), isPastCall: walk.isPastCall || running >= 0 }
    })
  }

  return {
    async read(caller: Caller, teamId: string): Promise<Retention> {
      return db.transaction().execute(async (trx) => {
        await teams.needManager(trx, caller, teamId)
        return retentionOf(await store.findDays(trx, teamId), ofService)
      })
    },

    /** What is not given is as the service has it from then on. */
    async set(caller: Caller, teamId: string, change: RetentionChange): Promise<Retention> {
      return db.transaction().execute(async (trx) => {
        await teams.needManager(trx, caller, teamId)
        await store.putDays(trx, teamId, change)
        await ledger.record(trx, caller, { action: 'team.retention', target: teamId, teamId, details: change })
        return retentionOf(change, ofService)
      })
    },

    /** Erases a session; one that is not over is cancelled with it. Doing it again changes nothing. */
    async eraseSession(caller: TeamCaller, sessionId: string): Promise<void> {
      await db.transaction().execute((trx) => needEraser(trx, caller))
      await withdraw(caller, sessionId)
      await db.transaction().execute(async (trx) => {
        const session = await lockSession(trx, caller.teamId, sessionId)
        if (!session) throw new ProblemError('not-found')
        if (session.call_id) throw new ProblemError('conflict', inTheCall)
        if (session.erased_at) return
        await eraseInSessions(trx, 'sessions', [sessionId], clock.now())
        await ledger.forgetAnswersAbout(trx, sessionId)
        const events = [{ type: 'session:update' as const, sessionId }]
        await ledger.record(trx, caller, { action: 'session.erase', target: sessionId, events })
      })
      tell(`session:${sessionId}`)
    },

    /** Erases a seat and takes it away, if it is not taken away yet. Doing it again changes nothing. */
    async eraseParticipant(caller: TeamCaller, link: string): Promise<void> {
      const participantId = link.toLowerCase()
      const found = isUuid(participantId) ? await store.findSeat(db, participantId) : undefined
      if (!found) throw new ProblemError('not-found')
      const { session_id: sessionId } = found
      await db.transaction().execute(async (trx) => {
        if (!(await lockSession(trx, caller.teamId, sessionId))) throw new ProblemError('not-found')
        await needEraser(trx, caller)
        const seat = await store.readSeat(trx, participantId)
        if (seat?.is_in_call) throw new ProblemError('conflict', inTheCall)
        // Where only the names have gone by their age, the visit is there still.
        if (seat?.erased_at && seat.deleted_at && !seat.visit_id) return
        await eraseSeat(trx, participantId, sessionId, clock.now())
        await ledger.forgetAnswersAbout(trx, sessionId)
        await ledger.record(trx, caller, {
          action: 'participant.erase',
          target: participantId,
          details: { sessionId },
          events: [{ type: 'session:update', sessionId, participantId }],
        })
      })
      tell(`session:${sessionId}`)
    },

    eraseUser: createUserErasing({ db, clock, ledger, teams }),
    teamRemoval,

    /** Whose a session or a seat is, for who runs the service. */
    teamOfSession: async (id: string) => (isUuid(id) ? store.findTeamOfSession(db, id.toLowerCase()) : null),
    teamOfParticipant: async (id: string) =>
      isUuid(id) ? ((await store.findSeat(db, id.toLowerCase()))?.team_id ?? null) : null,

    /**
     * Erases what has been kept for long enough. Every process does this from time to time; one at a time gets
     * anything to do, and who takes over goes on where another has ended.
     */
    async purge(until?: AbortSignal): Promise<void> {
      const waiting: { purge: Purge; walk: Walk }[] = []
      for (const { teamId, days } of await store.listTeams(db)) {
        for (const { kind, days: kept } of dueKinds(retentionOf(days, ofService))) {
          const purge = { teamId, kind, until: startsUntil(clock.now(), kept) }
          waiting.push({ purge, walk: { place: undefined, isPastCall: false } })
        }
      }
      // In turn, so that a team with very much to erase does not keep those after it waiting for days.
      let batches = 0
      for (let next = waiting.shift(); next && batches < maxBatches; next = waiting.shift()) {
        if (until?.aborted) return
        const walk = await purgeSome(next.purge, next.walk)
        if (!walk) continue
        waiting.push({ ...next, walk })
        batches += 1
        await pause(breathMs)
      }
      // Last, so that nothing about it keeps what is due from going.
      await teamRemoval.clearRemoved(until)
    },

    /** By team, for how long its webhooks' log is kept; `others` is for all teams that have not said so. */
    async webhookLogDays(): Promise<{ teams: { teamId: string; days: Days }[]; others: Days }> {
      const known = await store.listTeams(db)
      const own = known.flatMap(({ teamId, days: { webhook_log_days: days } }) =>
        days === undefined ? [] : [{ teamId, days }],
      )
      return { teams: own, others: ofService.webhook_log_days }
    },
  }
}
