import type { Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Tokens } from '../tokens/service.ts'
import { holdTeam } from './store.ts'
import { blankTeam, deleteMembers, revokeAll, setCleared } from './store-removal.ts'

type Parts = { clock: Clock; ledger: Ledger; grants: Tokens['grants'] }

/** The end of a team: nobody acts for it any more. What it leaves in other folders goes with `retention/`. */
export function createRemoval({ clock, ledger, grants }: Parts) {
  return {
    /** The team, held until the transaction ends: nobody is made a member or a client of it meanwhile. */
    async hold(trx: Transaction<DB>, teamId: string): Promise<void> {
      if (!(await holdTeam(trx, teamId))) throw new ProblemError('not-found')
    },

    /** Of a team that is held. */
    async end(trx: Transaction<DB>, caller: Caller, teamId: string, details: Record<string, unknown>) {
      const now = clock.now()
      await blankTeam(trx, teamId, now)
      const members = await deleteMembers(trx, teamId)
      const applications = await revokeAll(trx, 'applications', teamId, now)
      const clients = await revokeAll(trx, 'api_clients', teamId, now)
      const ended = await grants.endAll(trx, { allOf: teamId })
      await ledger.record(trx, caller, {
        action: 'team.remove',
        target: teamId,
        teamId,
        details: { members, clients, applications, ...details },
      })
      return ended
    },

    setCleared: (trx: Transaction<DB>, teamId: string) => setCleared(trx, teamId, clock.now()),
  }
}
