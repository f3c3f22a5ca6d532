import { createHash } from 'node:crypto'
import { isText } from '@anteroom/contract/api/formats'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ids.ts'
import { isPassword } from './passwords.ts'
import { countFailures, deleteFailures, deleteFailuresBefore, findUserByEmail, insertFailures } from './store.ts'

/** Who has shown their password; or that they have not, or that it is too soon to try again. */
export type SignedIn = { userId: string } | { wrong: true } | { waitSeconds: number }

export type Users = ReturnType<typeof createUsers>

const windowMs = 15 * 60_000
/** Wrong passwords within the window: for one address, and from one place, where many people may sit. */
const maxForAddress = 10
const maxFromPlace = 50

export function createUsers({ db, clock }: { db: Kysely<DB>; clock: Clock }) {
  return {
    /** Checks a password, and slows down whoever guesses, by the address tried and by where they come from. */
    async signIn(email: string, password: string, ip: string): Promise<SignedIn> {
      const now = clock.now()
      const since = new Date(now.getTime() - windowMs)
      const address = `address ${createHash('sha256').update(email.toLowerCase()).digest('hex')}`
      const place = `place ${ip}`
      for (const { subject, count, last } of await countFailures(db, [address, place], since)) {
        if (count < (subject === address ? maxForAddress : maxFromPlace)) continue
        const untilMs = new Date(last).getTime() + windowMs
        return { waitSeconds: Math.max(1, Math.ceil((untilMs - now.getTime()) / 1000)) }
      }
      const user = isText(email) ? await findUserByEmail(db, email) : undefined
      if (!(await isPassword(password, user?.password_hash ?? null)) || !user) {
        await insertFailures(db, [address, place], now)
        return { wrong: true }
      }
      await deleteFailures(db, address)
      return { userId: user.user_id }
    },

    /** Failures that nothing depends on any more. */
    forgetFailures: () => deleteFailuresBefore(db, new Date(clock.now().getTime() - windowMs)),
  }
}
