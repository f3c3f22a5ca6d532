import type { Insertable, Kysely, Transaction } from 'kysely'
import type { DB, SignIns } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

/** Nothing for one that was revoked. */
export async function findApplication(db: Db, appId: string) {
  return db
    .selectFrom('applications')
    .select(['app_id', 'name', 'home_page', 'redirect_endpoint', 'image'])
    .where('app_id', '=', appId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

/** Whose browser it is; nothing once the time is over, or the user may not sign in any more. */
export async function findSignedIn(db: Db, cookieHash: Buffer, now: Date) {
  return db
    .selectFrom('sign_ins')
    .innerJoin('users', 'users.user_id', 'sign_ins.user_id')
    .select(['users.user_id', 'users.email', 'users.first_name', 'users.last_name'])
    .select(['sign_ins.created_at', 'sign_ins.expires_at'])
    .where('sign_ins.cookie_hash', '=', cookieHash)
    .where('sign_ins.expires_at', '>', now)
    .where('users.password_hash', 'is not', null)
    .executeTakeFirst()
}

/** Whether the user has that password; nobody gives them another one until the transaction ends. */
export async function holdPassword(trx: Transaction<DB>, userId: string, passwordHash: string): Promise<boolean> {
  return (await holdUser(trx, userId))?.password_hash === passwordHash
}

/** The user as they are until the transaction ends. */
export async function holdUser(trx: Transaction<DB>, userId: string) {
  return trx.selectFrom('users').select('password_hash').where('user_id', '=', userId).forShare().executeTakeFirst()
}

export async function listTeamsOf(db: Db, userId: string) {
  return db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.team_id', 'team_members.team_id')
    .select(['teams.team_id', 'teams.name'])
    .where('team_members.user_id', '=', userId)
    .orderBy('teams.name')
    .orderBy('teams.team_id')
    .execute()
}

export async function insertSignIn(trx: Db, signIn: Insertable<SignIns>) {
  await trx.insertInto('sign_ins').values(signIn).execute()
}

export async function extendSignIn(db: Db, cookieHash: Buffer, expiresAt: Date) {
  await db.updateTable('sign_ins').set({ expires_at: expiresAt }).where('cookie_hash', '=', cookieHash).execute()
}

export async function deleteSignIn(trx: Db, cookieHash: Buffer) {
  await trx.deleteFrom('sign_ins').where('cookie_hash', '=', cookieHash).execute()
}

export async function deleteExpiredSignIns(db: Db, before: Date) {
  await db.deleteFrom('sign_ins').where('expires_at', '<', before).execute()
}
