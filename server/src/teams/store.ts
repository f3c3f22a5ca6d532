import type { Contact, Opening } from '@anteroom/contract/api/teams'
import type { Insertable, Kysely, Transaction, Updateable } from 'kysely'
import type { ApiClients, Applications, DB, Teams } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

const teamColumns = ['team_id', 'name', 'subdomain', 'image_url'] as const

/** Those that were not removed. */
const teams = (db: Db) => db.selectFrom('teams').where('removed_at', 'is', null)

export async function findTeam(db: Db, teamId: string) {
  return teams(db).select(teamColumns).where('team_id', '=', teamId).executeTakeFirst()
}

/** The team, held until the transaction ends: it is not removed meanwhile. */
export async function holdTeam(trx: Transaction<DB>, teamId: string) {
  return teams(trx).select(teamColumns).where('team_id', '=', teamId).forNoKeyUpdate().executeTakeFirst()
}

export async function listTeams(db: Db) {
  return teams(db).select(teamColumns).orderBy('created_at').execute()
}

export async function listRemoved(db: Db) {
  return db
    .selectFrom('teams')
    .select(['team_id', 'removed_at', 'cleared_at'])
    .where('removed_at', 'is not', null)
    .orderBy('removed_at')
    .execute()
}

/** Nothing when another team has that subdomain. */
export async function insertTeam(db: Db, team: Insertable<Teams>) {
  return db
    .insertInto('teams')
    .values(team)
    .onConflict((conflict) => conflict.column('subdomain').doNothing())
    .returning(teamColumns)
    .executeTakeFirst()
}

export async function findTeamBySubdomain(db: Db, subdomain: string) {
  return teams(db).select(teamColumns).where('subdomain', '=', subdomain).executeTakeFirst()
}

/** Nothing when there is no such team; null in it is every secure site. */
export async function findFrameOrigins(db: Db, teamId: string) {
  return db.selectFrom('teams').select('frame_origins').where('team_id', '=', teamId).executeTakeFirst()
}

export async function setFrameOrigins(db: Db, teamId: string, origins: string[] | null) {
  await db.updateTable('teams').set({ frame_origins: origins }).where('team_id', '=', teamId).execute()
}

/** The team of a server that is for one alone. */
export async function findOnly(db: Db) {
  const [only, another] = await teams(db).select(['name', 'phone', 'email']).limit(2).execute()
  return another ? undefined : only
}

export async function findContact(db: Db, teamId: string) {
  return db.selectFrom('teams').select(['phone', 'email']).where('team_id', '=', teamId).executeTakeFirst()
}

export async function setContact(db: Db, teamId: string, contact: Contact) {
  await db.updateTable('teams').set(contact).where('team_id', '=', teamId).execute()
}

export async function findOpening(db: Db, teamId: string) {
  return db.selectFrom('teams').select('opens_before_minutes').where('team_id', '=', teamId).executeTakeFirst()
}

export async function setOpening(db: Db, teamId: string, opening: Opening) {
  await db.updateTable('teams').set(opening).where('team_id', '=', teamId).execute()
}

export async function hasTeams(db: Db): Promise<boolean> {
  return (await db.selectFrom('teams').select('team_id').limit(1).executeTakeFirst()) !== undefined
}

export async function userExists(db: Db, userId: string): Promise<boolean> {
  return (await db.selectFrom('users').select('user_id').where('user_id', '=', userId).executeTakeFirst()) !== undefined
}

export async function putMember(db: Db, member: { teamId: string; userId: string; role: 'admin' | 'member' }) {
  const { teamId, userId, role } = member
  await db
    .insertInto('team_members')
    .values({ team_id: teamId, user_id: userId, role })
    .onConflict((conflict) => conflict.columns(['team_id', 'user_id']).doUpdateSet({ role }))
    .execute()
}

export async function deleteMember(db: Db, teamId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('team_members')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The team, so that what is read of its members stays true until the transaction ends. */
export async function lockTeam(trx: Transaction<DB>, teamId: string) {
  await trx.selectFrom('teams').select('team_id').where('team_id', '=', teamId).forNoKeyUpdate().execute()
}

export async function listAdmins(db: Db, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('team_members')
    .select('user_id')
    .where('team_id', '=', teamId)
    .where('role', '=', 'admin')
    .execute()
  return rows.map(({ user_id }) => user_id)
}

export async function findMember(db: Db, teamId: string, userId: string) {
  return db
    .selectFrom('team_members')
    .select('role')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** Of a team: API clients, or applications, that have not ended. */
export async function countOf(db: Db, table: 'api_clients' | 'applications', teamId: string): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertClient(db: Db, client: Insertable<ApiClients>) {
  await db.insertInto('api_clients').values(client).execute()
}

/** Makes a client, or gives it another secret when it is there already; whether it had another one. */
export async function putClient(
  db: Db,
  client: { clientId: string; teamId: string | null; name: string; secretHash: Buffer },
): Promise<boolean> {
  const { clientId, teamId, name, secretHash } = client
  const { numInsertedOrUpdatedRows: made } = await db
    .insertInto('api_clients')
    .values({ client_id: clientId, team_id: teamId, name, secret_hash: secretHash })
    .onConflict((conflict) => conflict.column('client_id').doNothing())
    .executeTakeFirstOrThrow()
  if (made) return false
  const { numUpdatedRows: changed } = await db
    .updateTable('api_clients')
    .set({ secret_hash: secretHash, previous_secret_hash: null, previous_secret_until: null })
    .where('client_id', '=', clientId)
    .where('secret_hash', 'is distinct from', secretHash)
    .executeTakeFirst()
  return changed > 0n
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

export async function listClients(db: Db, teamId: string | null) {
  return db
    .selectFrom('api_clients')
    .select(['client_id', 'team_id', 'owner_id', 'name', 'created_at', 'revoked_at'])
    .$if(teamId !== null, (query) => query.where('team_id', '=', teamId))
    .orderBy('created_at')
    .execute()
}

export async function findClientTeam(db: Db, clientId: string) {
  return db
    .selectFrom('api_clients')
    .select(['team_id', 'revoked_at'])
    .where('client_id', '=', clientId)
    .executeTakeFirst()
}

/** A client that has not ended, held until the transaction ends. */
export async function lockClient(trx: Transaction<DB>, clientId: string) {
  return trx
    .selectFrom('api_clients')
    .select(['client_id', 'team_id', 'secret_hash'])
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export type Secrets = Pick<Updateable<ApiClients>, 'secret_hash' | 'previous_secret_hash' | 'previous_secret_until'>

export async function setSecrets(trx: Transaction<DB>, clientId: string, secrets: Secrets) {
  await trx.updateTable('api_clients').set(secrets).where('client_id', '=', clientId).execute()
}

export async function revokeClient(db: Db, clientId: string, at: Date) {
  await db.updateTable('api_clients').set({ revoked_at: at }).where('client_id', '=', clientId).execute()
}

/** Ends the clients of a team that act for this user; their ids. */
export async function revokeClientsOf(db: Db, teamId: string, userId: string, at: Date): Promise<string[]> {
  const rows = await db
    .updateTable('api_clients')
    .set({ revoked_at: at })
    .where('team_id', '=', teamId)
    .where('owner_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('client_id')
    .execute()
  return rows.map(({ client_id }) => client_id)
}

const applicationColumns = [
  'app_id',
  'team_id',
  'name',
  'home_page',
  'redirect_endpoint',
  'image',
  'description',
  'created_at',
  'revoked_at',
] as const

export async function insertApplication(db: Db, application: Insertable<Applications>) {
  return db.insertInto('applications').values(application).returning(applicationColumns).executeTakeFirstOrThrow()
}

export async function findApplication(db: Db, appId: string) {
  return db.selectFrom('applications').select(applicationColumns).where('app_id', '=', appId).executeTakeFirst()
}

export async function listApplications(db: Db, teamId: string | null) {
  return db
    .selectFrom('applications')
    .select(applicationColumns)
    .$if(teamId !== null, (query) => query.where('team_id', '=', teamId ?? ''))
    .orderBy('created_at')
    .execute()
}

export async function revokeApplication(db: Db, appId: string, at: Date) {
  await db.updateTable('applications').set({ revoked_at: at }).where('app_id', '=', appId).execute()
}
