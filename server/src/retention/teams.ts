import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { type Caller, operator, type TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Tell } from '../ground/news.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import { takeKeysOfTeam } from '../payments/erasing.ts'
import { endCalls } from '../sessions/erasing.ts'
import type { Teams } from '../teams/service.ts'
import { deleteLogOf, endWebhooksOf } from '../webhooks/erasing.ts'
import { eraseInSessions } from './erasing.ts'
import * as store from './store-teams.ts'

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ledger: Ledger
  tell: Tell
  teams: Pick<Teams, 'removal'>
  withdraw(caller: TeamCaller, sessionId: string): Promise<void>
}

/** Sessions of one transaction. */
const batch = 100
const maxTries = 5
/** For how long at most tokens of before still work in other processes. */
const settledMs = 60_000

/**
 * Takes a team away. Nobody acts for it from one transaction on; what it leaves is cleared after that, as it may be a million
 * sessions. Whoever is broken off can go on, and servers do so by themselves.
 */
export function createTeamRemoval({ db, clock, ledger, tell, teams, withdraw }: Parts) {
  /** Not where somebody has come into the call a moment ago: it is tried again. */
  async function cancel(caller: TeamCaller, sessionId: string) {
    try {
      await withdraw(caller, sessionId)
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'conflict')) throw error
    }
  }

  /** Of sessions that are not over nobody is told: the team has no webhooks any more. How many it came by. */
  async function clearSessions(teamId: string): Promise<number> {
    let count = 0
    let after: string | undefined
    for (;;) {
      const left = await store.listLeft(db, { teamId, now: clock.now(), after, limit: batch })
      if (left.length === 0) return count
      count += left.length
      const running = left.filter(({ isRunning }) => isRunning).map(({ sessionId }) => sessionId)
      if (running.length > 0) await db.transaction().execute((trx) => endCalls(trx, running, clock.now()))
      for (const { sessionId, isToCancel } of left) if (isToCancel) await cancel({ ...operator, teamId }, sessionId)
      const erased = await db.transaction().execute(async (trx) => {
        const ids = await store.lockLeft(
          trx,
          left.map(({ sessionId }) => sessionId),
        )
        await eraseInSessions(trx, 'sessions', ids, clock.now())
        for (const id of ids) await ledger.forgetAnswersAbout(trx, id)
        const details = { kind: 'sessions', sessions: ids.length, from: ids[0], to: ids.at(-1) }
        if (ids.length > 0)
          await ledger.record(trx, operator, { action: 'retention.erase', target: teamId, teamId, details })
        return ids
      })
      for (const id of erased) tell(`session:${id}`)
      after = left.at(-1)?.sessionId
    }
  }

  /** Doing it again changes nothing. Whether nothing is left. */
  async function clear(teamId: string): Promise<boolean> {
    if (!(await store.isRemoved(db, teamId))) throw new Error('only a team that was removed is cleared')
    await db.transaction().execute((trx) => endWebhooksOf(trx, teamId, clock.now()))
    for (let tries = 0; tries < maxTries && (await clearSessions(teamId)) > 0; tries += 1);
    const busyAccounts = await db.transaction().execute(async (trx) => {
      await store.deleteRetentionOf(trx, teamId)
      return takeKeysOfTeam(trx, teamId, clock.now())
    })
    const forgetSome = () =>
      db.transaction().execute((trx) => deleteLogOf(trx, teamId, new Date(clock.now().getTime() + 1)))
    while ((await forgetSome()) > 0);
    const [left] = await store.listLeft(db, { teamId, now: clock.now(), after: undefined, limit: 1 })
    return busyAccounts === 0 && left === undefined
  }

  return {
    /** What would go, and what keeps it from going. */
    look: (teamId: string) => store.countHoldings(db, teamId, clock.now()),

    /** Nobody acts for the team any more; `clear` is to follow. `force`: although people are in calls, or payments not decided. */
    async remove(caller: Caller, teamId: string, { force }: { force: boolean }): Promise<void> {
      const { committed } = await db.transaction().execute(async (trx) => {
        await teams.removal.hold(trx, teamId)
        const there = await store.countHoldings(trx, teamId, clock.now())
        const reasons = reasonsAgainst(there)
        if (reasons.length > 0 && !force)
          throw new ProblemError('conflict', `${reasons.join(' ')} Nothing was changed.`)
        const { sessions, webhooks, paymentAccounts } = there
        const details = { sessions, webhooks, paymentAccounts, ...(force ? { forced: true } : {}) }
        const ended = await teams.removal.end(trx, caller, teamId, details)
        await endWebhooksOf(trx, teamId, clock.now())
        return ended
      })
      committed()
    },

    clear,

    /** What is left of teams, also what somebody has booked in the seconds in which their token still worked. */
    async clearRemoved(until?: AbortSignal): Promise<void> {
      for (const teamId of await store.listUncleared(db, new Date(clock.now().getTime() - settledMs))) {
        if (until?.aborted) return
        if (await clear(teamId)) await db.transaction().execute((trx) => teams.removal.setCleared(trx, teamId))
      }
    },
  }
}

function reasonsAgainst({ callsRunning, paymentsUnderWay, cardsKept }: store.TeamHoldings): string[] {
  const each = [
    [callsRunning, 'People are in a call', 'People are in # calls'],
    [paymentsUnderWay, '1 payment is not decided', '# payments are not decided'],
    [
      cardsKept,
      '1 card was left to be charged later, and was not',
      '# cards were left to be charged later, and were not',
    ],
  ] as const
  return each.flatMap(([count, one, several]) =>
    count === 0 ? [] : [`${count === 1 ? one : several.replace('#', String(count))}.`],
  )
}
