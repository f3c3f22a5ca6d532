import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import { isInForce, type Standing } from './store.ts'

/** How long tokens may still work that were revoked by another process. */
const noticeMs = 5_000
const maxKnown = 20_000

export type Revocations = ReturnType<typeof createRevocations>

/** Whether tokens were revoked, asked of the database at most once in a while for each grant. */
export function createRevocations({ db, clock }: { db: Kysely<DB>; clock: Clock }) {
  // A family has one holder, so it stands for all of it; tokens of old name no family.
  const known = new Map<string, { revoked: Promise<boolean>; askedAtMs: number }>()
  return {
    isRevoked(standing: Standing): Promise<boolean> {
      const nowMs = clock.now().getTime()
      const { familyId, clientId, teamId, userId } = standing
      const name = familyId ?? [clientId, teamId, userId].join(' ')
      const last = known.get(name)
      if (last && Math.abs(nowMs - last.askedAtMs) < noticeMs) return last.revoked
      if (known.size >= maxKnown) known.clear()
      const asked = { revoked: isInForce(db, standing).then((inForce) => !inForce), askedAtMs: nowMs }
      known.set(name, asked)
      asked.revoked.catch(() => {
        // What could not be asked is asked again.
        if (known.get(name) === asked) known.delete(name)
      })
      return asked.revoked
    },

    /** To be called once a revocation is committed. */
    forget: (familyId: string) => void known.delete(familyId),
  }
}
