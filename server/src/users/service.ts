import { createHash } from 'node:crypto'
import { isText, isUuid } from '@anteroom/contract/api/formats'
import type { NewUser, User } from '@anteroom/contract/api/users'
import type { Kysely } from 'kysely'
import { addressKey } from '../counters/address.ts'
import type { DB } from '../db/types.gen.ts'
import { type Caller, operator } from '../http/authentication.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { Clock, Ids } from '../ids.ts'
import type { Ledger } from '../ledger/service.ts'
import { hashPassword, isPassword } from './passwords.ts'
import {
  countFailures,
  deleteFailures,
  deleteFailuresBefore,
  deleteSignIns,
  findUser,
  findUserByEmail,
  insertFailures,
  insertUser,
  listUsers,
  updatePassword,
} from './store.ts'
import { userToWire } from './wire.ts'

/** Who has shown their password; or that they have not, or that it is too soon to try again. */
export type SignedIn = { userId: string } | { wrong: true } | { waitSeconds: number }

export type Users = ReturnType<typeof createUsers>

const windowMs = 15 * 60_000
/** Wrong passwords within the window: for one address, and from one place, where many people may sit. */
const maxForAddress = 10
const maxFromPlace = 50

type Parts = { db: Kysely<DB>; clock: Clock; ids: Ids; ledger: Ledger }

export function createUsers({ db, clock, ids, ledger }: Parts) {
  /** By whose account was tried; where there is none, by the place. Whose address it was does not get into the log. */
  function noteFailed(userId: string | null, ip: string) {
    const entry = { action: 'user.sign-in-failed', target: userId, teamId: null }
    ledger.tally(userId ?? addressKey(ip), { ...operator, ip }, entry)
  }

  return {
    async create(caller: Caller, asked: NewUser): Promise<User> {
      const password_hash = await hashPassword(asked.password)
      return db.transaction().execute(async (trx) => {
        const row = await insertUser(trx, {
          user_id: ids.sorted(),
          email: asked.email,
          first_name: asked.firstName,
          last_name: asked.lastName,
          alias: asked.alias ?? null,
          image_url: asked.imageUrl ?? null,
          password_hash,
          created_at: clock.now(),
        })
        if (!row) throw new ProblemError('conflict', 'Somebody has that email address already.')
        const user = userToWire(row)
        await ledger.record(trx, caller, { action: 'user.create', target: user.userId, answer: user })
        return user
      })
    },

    /** Gives a user another password; who is signed in with a browser has to sign in again. */
    async setPassword(caller: Caller, userId: string, password: string): Promise<void> {
      const hash = await hashPassword(password)
      await db.transaction().execute(async (trx) => {
        if (!(await findUser(trx, userId))) throw new ProblemError('not-found')
        await updatePassword(trx, userId, hash)
        await deleteSignIns(trx, userId)
        await ledger.record(trx, caller, { action: 'user.set-password', target: userId })
      })
    },

    async find(emailOrId: string): Promise<User | null> {
      const row = isUuid(emailOrId) ? await findUser(db, emailOrId) : await findUserByEmail(db, emailOrId)
      return row ? userToWire(row) : null
    },

    list: async (): Promise<User[]> => (await listUsers(db)).map(userToWire),

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
        noteFailed(user?.user_id ?? null, ip)
        return { wrong: true }
      }
      await deleteFailures(db, address)
      return { userId: user.user_id }
    },

    /** Failures that nothing depends on any more. */
    forgetFailures: () => deleteFailuresBefore(db, new Date(clock.now().getTime() - windowMs)),
  }
}
