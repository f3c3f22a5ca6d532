import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ids.ts'
import { heldPermissions } from './rules.ts'
import { lockFamily, revokeFamily } from './store.ts'
import { deleteCodes, findGrant, type Granted, listGrants, revokeGrants } from './store-grants.ts'

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
    /** Those in force, the newest first. */
    async list(teamId: string) {
      const rows = await listGrants(db, teamId, clock.now())
      return rows.map(({ scope, ...grant }) => {
        return { ...grant, permissions: heldPermissions({ teamId, appId: grant.appId, scope }) }
      })
    },

    /** Ends a grant, with the codes by which the same user was about to give another; null when there is no such grant. */
    async withdraw(trx: Transaction<DB>, teamId: string, grantId: string) {
      await lockFamily(trx, grantId)
      const { appId, userId } = (await findGrant(trx, teamId, grantId)) ?? {}
      if (!appId || !userId) return null
      await revokeFamily(trx, grantId, clock.now())
      await deleteCodes(trx, { appId, teamId, userId })
      return { appId, userId, committed: whenCommitted([grantId]) }
    },

    endAll,

    /** Ends what clients got for a user's password, and what somebody who had it was about to let in. */
    endOfPassword: (trx: Transaction<DB>, passwordOf: string) => endAll(trx, { passwordOf }),
  }
}
