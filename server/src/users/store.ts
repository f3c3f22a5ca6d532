import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export type UserRow = {
  user_id: string
  email: string
  first_name: string
  last_name: string
  alias: string | null
  image_url: string | null
  created_at: Date
}

const columns = ['user_id', 'email', 'first_name', 'last_name', 'alias', 'image_url', 'created_at'] as const

/** Nothing when somebody has that address already. */
export async function insertUser(trx: Db, user: UserRow & { password_hash: string }) {
  return trx
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst()
}

export async function findUser(db: Db, userId: string) {
  return db.selectFrom('users').select(columns).where('user_id', '=', userId).executeTakeFirst()
}

export async function findUserByEmail(db: Db, email: string) {
  return db
    .selectFrom('users')
    .select([...columns, 'password_hash'])
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function listUsers(db: Db) {
  return db.selectFrom('users').select(columns).orderBy('user_id').execute()
}

export async function updatePassword(trx: Db, userId: string, passwordHash: string) {
  await trx.updateTable('users').set({ password_hash: passwordHash }).where('user_id', '=', userId).execute()
}

export async function deleteSignIns(trx: Db, userId: string) {
  await trx.deleteFrom('sign_ins').where('user_id', '=', userId).execute()
}

/** How many wrong passwords there were for each of these since then, the most for one. */
export async function countFailures(db: Db, subjects: string[], since: Date) {
  return db
    .selectFrom('sign_in_failures')
    .select((eb) => ['subject', eb.fn.countAll<number>().as('count'), eb.fn.max('failed_at').as('last')])
    .where('subject', 'in', subjects)
    .where('failed_at', '>', since)
    .groupBy('subject')
    .execute()
}

export async function insertFailures(db: Db, subjects: string[], at: Date) {
  await db
    .insertInto('sign_in_failures')
    .values(subjects.map((subject) => ({ subject, failed_at: at })))
    .execute()
}

export async function deleteFailures(db: Db, subject: string) {
  await db.deleteFrom('sign_in_failures').where('subject', '=', subject).execute()
}

export async function deleteFailuresBefore(db: Db, before: Date) {
  await db.deleteFrom('sign_in_failures').where('failed_at', '<', before).execute()
}
