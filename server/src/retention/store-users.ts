import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Trx = Transaction<DB>

/** A user, held until the transaction ends. */
export async function lockUser(trx: Trx, userId: string) {
  return trx
    .selectFrom('users')
    .select(['user_id', 'erased_at'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}

/** The teams that somebody is in, held so that nobody else leaves them meanwhile; and whether nobody else is their admin. */
export async function lockTeamsOf(trx: Trx, userId: string) {
  const teams = await trx
    .selectFrom('teams')
    .innerJoin('team_members', 'team_members.team_id', 'teams.team_id')
    .select(['teams.team_id', 'teams.name', 'team_members.role'])
    .where('team_members.user_id', '=', userId)
    .orderBy('teams.team_id')
    .forNoKeyUpdate('teams')
    .execute()
  const others = await trx
    .selectFrom('team_members')
    .select('team_id')
    .where('role', '=', 'admin')
    .where('user_id', '<>', userId)
    .where('team_id', '=', sql<string>`any(${teams.map(({ team_id }) => team_id)}::uuid[])`)
    .execute()
  const led = new Set(others.map(({ team_id }) => team_id))
  return teams.map(({ team_id, name, role }) => ({
    teamId: team_id,
    name,
    isLastAdmin: role === 'admin' && !led.has(team_id),
  }))
}

/** What is known of a user, and all by which they or others could act for them. The id stays, and that they are erased. */
export async function eraseUser(trx: Trx, userId: string, at: Date) {
  await trx
    .updateTable('users')
    .set({
      // Nobody else can get it, nor mail to it.
      email: `${userId}@erased.invalid`,
      first_name: '',
      last_name: '',
      alias: null,
      image_url: null,
      password_hash: null,
      erased_at: at,
    })
    .where('user_id', '=', userId)
    .execute()
  await trx.deleteFrom('sign_ins').where('user_id', '=', userId).execute()
  await trx.deleteFrom('sign_in_devices').where('user_id', '=', userId).execute()
  await trx.deleteFrom('authorization_codes').where('user_id', '=', userId).execute()
  await trx.deleteFrom('team_members').where('user_id', '=', userId).execute()
  await endTokens(trx, userId, at)
}

async function endTokens(trx: Trx, userId: string, at: Date) {
  await trx
    .insertInto('revoked_families')
    .columns(['family_id', 'revoked_at'])
    .expression((eb) =>
      eb
        .selectFrom('refresh_tokens')
        .select(['family_id', sql<Date>`${at}::timestamptz`.as('revoked_at')])
        .distinct()
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx
    .updateTable('refresh_tokens')
    .set({ revoked_at: at })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends the clients that acted for a user; which ones. */
export async function revokeClientsOf(trx: Kysely<DB>, userId: string, at: Date) {
  return trx
    .updateTable('api_clients')
    .set({ revoked_at: at })
    .where('owner_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning(['client_id', 'team_id'])
    .execute()
}
