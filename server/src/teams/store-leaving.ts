import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/** The teams that somebody is in, held so that nobody else leaves them meanwhile; and whether nobody else is their admin. */
export async function lockTeamsOf(trx: Transaction<DB>, userId: string) {
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

/** Takes somebody out of all teams. */
export async function deleteMemberships(trx: Transaction<DB>, userId: string) {
  await trx.deleteFrom('team_members').where('user_id', '=', userId).execute()
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
