import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Teams } from '../teams/service.ts'
import { endAllOf } from '../tokens/erasing.ts'
import { eraseUser, lockUser } from '../users/erasing.ts'

type Parts = { db: Kysely<DB>; clock: Clock; ledger: Ledger; teams: Pick<Teams, 'holdTeamsOf' | 'leaveAll'> }

/**
 * Erases a user: who they are, that they sign in, their places in teams, and whatever acts for them. Doing it again changes
 * nothing. A team that would have no admin any more is a reason not to, unless `force` says that this is known.
 */
export function createUserErasing({ db, clock, ledger, teams }: Parts) {
  return async (caller: Caller, userId: string, { force }: { force: boolean }): Promise<void> => {
    await db.transaction().execute(async (trx) => {
      const user = await lockUser(trx, userId)
      if (!user) throw new ProblemError('not-found')
      if (user.erased_at) return
      const left = await teams.holdTeamsOf(trx, userId)
      const orphans = left.filter(({ isLastAdmin }) => isLastAdmin).map(({ name }) => name)
      if (orphans.length > 0 && !force) {
        throw new ProblemError('conflict', `Nobody else is an admin of ${orphans.join(', ')}. Make somebody one first.`)
      }
      await teams.leaveAll(trx, caller, userId)
      const now = clock.now()
      await eraseUser(trx, userId, now)
      await endAllOf(trx, userId, now)
      for (const { teamId } of left) {
        await ledger.record(trx, caller, { action: 'member.remove', target: userId, teamId })
      }
      await ledger.record(trx, caller, { action: 'user.erase', target: userId, teamId: null })
    })
  }
}
