import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export async function listSecrets(db: Db) {
  return db.selectFrom('service_secrets').select(['name', 'value']).execute()
}

/** The secret of that name, as it is stored; `made` becomes it where there is none yet. */
export async function keepSecret(db: Db, name: string, made: Buffer): Promise<Buffer> {
  const find = () => db.selectFrom('service_secrets').select('value').where('name', '=', name)
  const before = await find().executeTakeFirst()
  if (before) return before.value
  await db
    .insertInto('service_secrets')
    .values({ name, value: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find().executeTakeFirstOrThrow()).value
}

/** Puts a sealed value in the place of what stands there, unless that has changed. */
export async function sealSecret(db: Db, name: string, before: Buffer, sealed: Buffer) {
  await db
    .updateTable('service_secrets')
    .set({ value: sealed })
    .where('name', '=', name)
    .where('value', '=', before)
    .execute()
}
