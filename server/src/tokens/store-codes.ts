import type { Insertable, Kysely, Transaction } from 'kysely'
import type { AuthorizationCodes, DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export async function insertCode(trx: Db, code: Insertable<AuthorizationCodes>) {
  await trx.insertInto('authorization_codes').values(code).execute()
}

/** A code with the team of the application that it was made for; with `lock` nobody else redeems it meanwhile. */
export async function findCode(trx: Transaction<DB>, hash: Buffer, lock?: 'lock') {
  return trx
    .selectFrom('authorization_codes as code')
    .innerJoin('applications as app', 'app.app_id', 'code.app_id')
    .selectAll('code')
    .select('app.team_id as app_team_id')
    .where('code_hash', '=', hash)
    .$if(lock !== undefined, (query) => query.forUpdate('code'))
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
