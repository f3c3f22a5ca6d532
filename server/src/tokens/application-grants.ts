import { readScope } from '@anteroom/contract/api/permissions'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import { heldPermissions } from './rules.ts'
import { deleteCodes, findGrant, type Granted, type GrantPlace, listGrants, revokeGrants } from './store-grants.ts'
import { lockMember } from './store-standing.ts'

export type ApplicationGrants = ReturnType<typeof createApplicationGrants>

type Parts = {
  db: Kysely<DB>
  clock: Clock
  /** Told of each grant that has ended: this process need not wait until it notices. */
  forget(grantId: string): void
}

/**
 * What users let applications do, as their teams see it: a family of tokens by its other name. What ends grants gives
 * back what to do once that is committed.
 */
export function createApplicationGrants({ db, clock, forget }: Parts) {
  const whenCommitted = (grantIds: string[]) => () => grantIds.forEach(forget)

  /** Ends all grants that have this in common, to applications or not. */
  async function endAll(trx: Transaction<DB>, of: Granted) {
    const grantIds = await revokeGrants(trx, of, clock.now())
    if (!('clientId' in of)) await deleteCodes(trx, of)
    return { committed: whenCommitted(grantIds) }
  }

  return {
    /** Those in force, the newest first, behind that one. */
    async list(teamId: string, stretch: { after: GrantPlace | null; limit: number }) {
      const rows = await listGrants(db, teamId, clock.now(), stretch)
      return rows.map(({ scopes, ...grant }) => {
        const held = scopes.flatMap((scope) => heldPermissions({ teamId, appId: grant.appId, scope }))
        return { ...grant, permissions: readScope(held.join(' ')).permissions }
      })
    },

    /** Ends a grant, and all others by which the same user let the same application in; null when there is no such grant. */
    async withdraw(trx: Transaction<DB>, teamId: string, grantId: string) {
      const { appId, userId } = (await findGrant(trx, teamId, grantId)) ?? {}
      if (!appId || !userId) return null
      await lockMember(trx, teamId, userId)
      // Two may have come at once.
      if (!(await findGrant(trx, teamId, grantId))) return null
      return { appId, userId, ...(await endAll(trx, { teamId, userId, appId })) }
    },

    endAll,

    /** Ends what clients got for a user's password, and what somebody who had it was about to let in. */
    endOfPassword: (trx: Transaction<DB>, passwordOf: string) => endAll(trx, { passwordOf }),
  }
}
