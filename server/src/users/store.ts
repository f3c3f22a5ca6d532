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

/** False when the user is not there any more. */
export async function updatePassword(trx: Db, userId: string, passwordHash: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteSignIns(trx: Db, userId: string) {
  await trx.deleteFrom('sign_ins').where('user_id', '=', userId).execute()
}

export async function listTeamNames(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.team_id', 'team_members.team_id')
    .select('teams.name')
    .where('team_members.user_id', '=', userId)
    .execute()
  return rows.map(({ name }) => name)
}

/** Whether whoever has that address has signed in by that device before. */
export async function isDeviceOf(db: Db, deviceHash: Buffer, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_devices')
    .innerJoin('users', 'users.user_id', 'sign_in_devices.user_id')
    .select('users.user_id')
    .where('device_hash', '=', deviceHash)
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}

/** Not by a password that has been changed since it was checked. */
export async function rememberDevice(
  db: Db,
  deviceHash: Buffer,
  { userId, passwordHash }: { userId: string; passwordHash: string },
  at: Date,
) {
  await db
    .insertInto('sign_in_devices')
    .columns(['device_hash', 'user_id', 'used_at'])
    .expression((eb) =>
      eb
        .selectFrom('users')
        .select([
          sql<Buffer>`${deviceHash}::bytea`.as('device_hash'),
          'user_id',
          sql<Date>`${at}::timestamptz`.as('used_at'),
        ])
        .where('user_id', '=', userId)
        .where('password_hash', '=', passwordHash)
        .forShare(),
    )
    .onConflict((conflict) => conflict.columns(['device_hash', 'user_id']).doUpdateSet({ used_at: at }))
    .execute()
}

export async function deleteDevices(trx: Db, userId: string) {
  await trx.deleteFrom('sign_in_devices').where('user_id', '=', userId).execute()
}

export async function deleteDevicesBefore(db: Db, before: Date) {
  await db.deleteFrom('sign_in_devices').where('used_at', '<', before).execute()
}

/** What the version before wrote of wrong passwords, with addresses; this one counts them (`counters/`). */
export async function deleteOldFailures(db: Db) {
  await db.deleteFrom('sign_in_failures').execute()
}
