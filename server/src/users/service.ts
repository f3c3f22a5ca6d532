import type { NewUser, User } from '@anteroom/contract/api/users'
import { plainName, plainOrNull } from '@anteroom/contract/names'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Hashing } from './hashing.ts'
import { type About, passwordFault } from './password-rule.ts'
import {
  deleteDevices,
  deleteSignIns,
  findUser,
  findUserByEmail,
  insertUser,
  listTeamNames,
  listUsers,
  updatePassword,
} from './store.ts'
import { userToWire } from './wire.ts'

export type Users = ReturnType<typeof createUsers>

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ids: Ids
  ledger: Ledger
  hashing: Hashing
  /** Ends what was got for a user's password; what it gives back is for when that is committed. */
  endTokens(trx: Transaction<DB>, passwordOf: string): Promise<{ committed(): void }>
}

export function createUsers({ db, clock, ids, ledger, hashing, endTokens }: Parts) {
  async function hashNew(password: string, about: About): Promise<string> {
    const fault = await passwordFault(password, about)
    if (fault) throw new ProblemError('invalid-request', undefined, [{ pointer: '/password', message: fault }])
    return hashing.hash(password)
  }

  return {
    async create(caller: Caller, asked: NewUser): Promise<User> {
      const { email, firstName, lastName, alias = null } = asked
      const password_hash = await hashNew(asked.password, [email, firstName, lastName, alias])
      return db.transaction().execute(async (trx) => {
        const row = await insertUser(trx, {
          user_id: ids.sorted(),
          email: asked.email,
          first_name: plainName(firstName),
          last_name: plainName(lastName),
          alias: plainOrNull(alias),
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

    /** Gives a user another password; who got in with the one before, by a browser or a client, has to show it again. */
    async setPassword(caller: Caller, userId: string, password: string): Promise<void> {
      const user = await findUser(db, userId)
      if (!user) throw new ProblemError('not-found')
      const teams = await listTeamNames(db, userId)
      const hash = await hashNew(password, [user.email, user.first_name, user.last_name, user.alias, ...teams])
      const { committed } = await db.transaction().execute(async (trx) => {
        if (!(await updatePassword(trx, userId, hash))) throw new ProblemError('not-found')
        await deleteSignIns(trx, userId)
        await deleteDevices(trx, userId)
        await ledger.record(trx, caller, { action: 'user.set-password', target: userId })
        return endTokens(trx, userId)
      })
      committed()
    },

    async find(emailOrId: string): Promise<User | null> {
      const row = isUuid(emailOrId) ? await findUser(db, emailOrId) : await findUserByEmail(db, emailOrId)
      return row ? userToWire(row) : null
    },

    list: async (): Promise<User[]> => (await listUsers(db)).map(userToWire),
  }
}
