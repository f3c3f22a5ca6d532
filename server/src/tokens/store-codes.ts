import type { Insertable, Kysely, Transaction } from 'kysely'
import type { AuthorizationCodes, DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export async function insertCode(trx: Db, code: Insertable<AuthorizationCodes>) {
  await trx.insertInto('authorization_codes').values(code).execute()
}
