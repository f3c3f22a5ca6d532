import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import { eraseUser, lockTeamsOf, lockUser, revokeClientsOf } from './store-users.ts'

type Parts = { db: Kysely<DB>; clock: Clock; ledger: Ledger }

/**
 * Erases a user: who they are, that they sign in, their places in teams, and whatever acts for them. Doing it again changes
 * nothing. A team that would have no admin any more is a reason not to, unless `force` says that this is known.
 */
export function createUserErasing({ db, clock, ledger }: Parts) {
  return async (caller: Caller, userId: string, { force }: { force: boolean }): Promise<void> => {
    await db.transaction().execute(async (trx) => {
      const user = await lockUser(trx, userId)
      if (!user) throw new ProblemError('not-found')
      if (user.erased_at) return
      const teams = await lockTeamsOf(trx, userId)
      const orphans = teams.filter(({ isLastAdmin }) => isLastAdmin).map(({ name }) => name)
      if (orphans.length > 0 && !force) {
        throw new ProblemError('conflict', `Nobody else is an admin of ${orphans.join(', ')}. Make somebody one first.`)
      }
      const at = clock.now()
      for (const { client_id, team_id } of await revokeClientsOf(trx, userId, at)) {
        await ledger.record(trx, caller, { action: 'client.revoke', target: client_id, teamId: team_id })
      }
      await eraseUser(trx, userId, at)
      for (const { teamId } of teams) {
        await ledger.record(trx, caller, { action: 'member.remove', target: userId, teamId })
      }
      await ledger.record(trx, caller, { action: 'user.erase', target: userId, teamId: null })
    })
  }
}
