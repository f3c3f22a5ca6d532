import type { Insertable, Kysely, Transaction } from 'kysely'
import type { AuthorizationCodes, DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export async function insertCode(trx: Db, code: Insertable<AuthorizationCodes>) {
  await trx.insertInto('authorization_codes').values(code).execute()
}

/** A code with the application that it was made for; nobody else redeems it until the transaction ends. */
export async function lockCode(trx: Transaction<DB>, hash: Buffer) {
  return trx
    .selectFrom('authorization_codes as code')
    .innerJoin('applications as app', 'app.app_id', 'code.app_id')
    .selectAll('code')
    .select(['app.team_id as app_team_id', 'app.revoked_at as app_revoked_at'])
    .where('code_hash', '=', hash)
    .forUpdate('code')
    .executeTakeFirst()
}

export async function markCodeUsed(trx: Transaction<DB>, hash: Buffer, usedAt: Date, familyId: string) {
  await trx
    .updateTable('authorization_codes')
    .set({ used_at: usedAt, family_id: familyId })
    .where('code_hash', '=', hash)
    .execute()
}

export async function deleteExpiredCodes(db: Db, before: Date) {
  await db.deleteFrom('authorization_codes').where('expires_at', '<', before).execute()
}

/** Whether there is such an application, and it was not revoked. */
export async function isApplication(db: Db, appId: string): Promise<boolean> {
  const row = await db
    .selectFrom('applications')
    .select('app_id')
    .where('app_id', '=', appId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function isMember(db: Db, teamId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('team_members')
    .select('user_id')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** The team that the user has been in for longest. */
export async function findOldestTeam(db: Db, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('team_members')
    .select('team_id')
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('team_id')
    .executeTakeFirst()
  return row?.team_id ?? null
}
