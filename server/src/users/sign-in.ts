import { createHash } from 'node:crypto'
import { maxPasswordLength } from '@anteroom/contract/api/users'
import { maxLengths } from '@anteroom/contract/max-lengths'
import { isText } from '@anteroom/contract/texts'
import type { Kysely } from 'kysely'
import { addressKey } from '../counters/address.ts'
import type { Counters } from '../counters/counters.ts'
import type { DB } from '../db/types.gen.ts'
import { operator } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ledger } from '../ledger/service.ts'
import { askerOf, type Origin, type Place, takeAttempt } from './attempts.ts'
import type { Hashing } from './hashing.ts'
import { deleteDevicesBefore, deleteOldFailures, findUserByEmail, isDeviceOf, rememberDevice } from './store.ts'

/** `passwordHash`: what the password was held against; whoever lets in by it looks whether it is the stored one still. */
export type ShowedPassword = { userId: string; passwordHash: string }

/**
 * Who has shown their password; or that they have not, or when to try again: because of too many guesses, or because too
 * many others sign in at this moment (`isBusy`). A second factor would be one more: what is asked for next.
 */
export type SignedIn = ShowedPassword | { wrong: true } | { waitSeconds: number; isBusy: boolean }

/** `device`: what tells a browser or a client that has signed in before from all others. */
type Attempt = Origin & { email: string; password: string; place: Place; device: string | null }

export type SignIn = ReturnType<typeof createSignIn>

/** When a device is forgotten by which nobody has signed in. */
const deviceMs = 400 * 86_400_000
/** When the line is shorter again. */
const busySeconds = 2

type Parts = { db: Kysely<DB>; clock: Clock; ledger: Ledger; counters: Counters; hashing: Hashing }

export function createSignIn({ db, clock, ledger, counters, hashing }: Parts) {
  /** By whose account was tried; where there is none, by the place. Whose address it was does not get into the log. */
  function noteFailed(userId: string | null, ip: string) {
    const entry = { action: 'user.sign-in-failed', target: userId, teamId: null }
    ledger.tally(userId ?? addressKey(ip), { ...operator, ip }, entry)
  }

  return {
    /** Checks a password. The attempt counts before anything is computed, so that many at once are no way around it. */
    async check({ email, password, place, device, ip, isOfClient }: Attempt): Promise<SignedIn> {
      // Nobody has such ones, and the database would not take them.
      if (!isText(email) || email.length > maxLengths.email || password.length > maxPasswordLength)
        return { wrong: true }
      const deviceHash = device ? sha256(device) : null
      const isKnownDevice = deviceHash !== null && (await isDeviceOf(db, deviceHash, email))
      const attempt = takeAttempt(counters, { email, place, device, isKnownDevice })
      if ('waitSeconds' in attempt) {
        // Nobody has looked whose it would be.
        noteFailed(null, ip)
        return { ...attempt, isBusy: false }
      }
      const user = await findUserByEmail(db, email)
      const passwordHash = user?.password_hash ?? null
      const asker = askerOf({ email, place, isKnownDevice, ip, isOfClient: isOfClient ?? false })
      const isRight = await hashing.check(password, passwordHash, asker)
      if (isRight === null) {
        attempt.giveBack()
        return { waitSeconds: busySeconds, isBusy: true }
      }
      if (!isRight || !user || passwordHash === null) {
        noteFailed(user?.user_id ?? null, ip)
        return { wrong: true }
      }
      attempt.giveBack()
      const showed = { userId: user.user_id, passwordHash }
      if (deviceHash) await rememberDevice(db, deviceHash, showed, clock.now())
      return showed
    },

    async forget(): Promise<void> {
      await deleteDevicesBefore(db, new Date(clock.now().getTime() - deviceMs))
      await deleteOldFailures(db)
    },
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
