import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export async function findTeam(db: Db, teamId: string) {
  return db
    .selectFrom('teams')
    .select(['team_id', 'name', 'subdomain'])
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

export async function insertTeam(db: Db, team: { teamId: string; name: string; subdomain: string }) {
  await db.insertInto('teams').values({ team_id: team.teamId, name: team.name, subdomain: team.subdomain }).execute()
}

/** Makes a client, or gives it another secret when it is there already. */
export async function putClient(
  db: Db,
  client: { clientId: string; teamId: string | null; name: string; secretHash: Buffer },
) {
  await db
    .insertInto('api_clients')
    .values({
      client_id: client.clientId,
      team_id: client.teamId,
      name: client.name,
      secret_hash: client.secretHash,
    })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet({ secret_hash: client.secretHash }))
    .execute()
}

export async function findTeamBySubdomain(db: Db, subdomain: string) {
  return db.selectFrom('teams').select('team_id').where('subdomain', '=', subdomain).executeTakeFirst()
}

export async function hasTeams(db: Db): Promise<boolean> {
  return (await db.selectFrom('teams').select('team_id').limit(1).executeTakeFirst()) !== undefined
}

/** A team's client of that name, or a client without a team. */
export async function findClientByName(db: Db, teamId: string | null, name: string) {
  return db
    .selectFrom('api_clients')
    .select('client_id')
    .where('team_id', teamId === null ? 'is' : '=', teamId)
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .executeTakeFirst()
}
