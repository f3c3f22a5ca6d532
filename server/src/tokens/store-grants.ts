import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

/**
 * What has several grants in common: the user of a team, a user's own password, an application, a client, or a team: then
 * it is those for it, those of its clients, and those to its applications.
 */
export type Granted =
  | { allOf: string }
  | { teamId: string; userId: string; appId?: string }
  | { passwordOf: string }
  | { appId: string }
  | { clientId: string }

/** Those of them for which there may be codes. */
export type Coded = Exclude<Granted, { clientId: string }>

export type GrantRow = {
  grantId: string
  appId: string
  applicationName: string
  clientId: string
  userId: string
  userName: string
  /** One for each time that the user let the application in, where they differ. */
  scopes: string[]
  givenAt: Date
  lastUsedAt: Date
}

/** Where a grant stands in the list. */
export type GrantPlace = Pick<GrantRow, 'givenAt' | 'appId' | 'userId'>

/** To the millisecond, as cursors have it. */
const givenAt = sql<Date>`date_trunc('milliseconds', min(coalesce(begun_at, issued_at)))`

/**
 * What is in force of a team's applications, once for each user who let one in, however often; the newest first, behind
 * that one.
 */
export async function listGrants(
  db: Db,
  teamId: string,
  now: Date,
  { after, limit }: { after: GrantPlace | null; limit: number },
): Promise<GrantRow[]> {
  const behind = after
    ? sql`having (${after.givenAt}, token.app_id, token.user_id) > (${givenAt}, ${after.appId}::uuid, ${after.userId}::uuid)`
    : sql``
  const { rows } = await sql<GrantRow>`
    select (array_agg(family_id order by coalesce(begun_at, issued_at) desc, family_id))[1] as "grantId",
      token.app_id as "appId", app.name as "applicationName",
      (array_agg(client_id order by issued_at desc, client_id))[1] as "clientId",
      token.user_id as "userId", trim(first_name || ' ' || last_name) as "userName",
      array_agg(distinct scope) as scopes, ${givenAt} as "givenAt", max(greatest(last_used_at, used_at, issued_at)) as "lastUsedAt"
    from refresh_tokens as token
    join applications as app on app.app_id = token.app_id
    join users on users.user_id = token.user_id
    where token.team_id = ${teamId} and token.revoked_at is null and token.expires_at > ${now}
    group by token.app_id, app.name, token.user_id, first_name, last_name
    ${behind}
    order by "givenAt" desc, token.app_id, token.user_id
    limit ${limit}`.execute(db)
  return rows
}

/** A team's grant to an application that was not taken back. */
export async function findGrant(db: Db, teamId: string, grantId: string) {
  return db
    .selectFrom('refresh_tokens')
    .select(['app_id as appId', 'user_id as userId'])
    .where('family_id', '=', grantId)
    .where('team_id', '=', teamId)
    .where('app_id', 'is not', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

/** Takes back all that came from these grants; their ids. */
export async function revokeGrants(trx: Transaction<DB>, of: Granted, at: Date): Promise<string[]> {
  const { rows } = await sql<{ family_id: string }>`
    with held as (
      -- In one order everywhere, so that two who end the same never wait for each other in a circle.
      select token_hash from refresh_tokens where ${matching(of)} and revoked_at is null order by token_hash for update
    ), ended as (
      update refresh_tokens set revoked_at = ${at} from held where refresh_tokens.token_hash = held.token_hash
      returning family_id
    ), written as (
      insert into revoked_families (family_id, revoked_at) select distinct family_id, ${at}::timestamptz from ended
      on conflict do nothing
    )
    select distinct family_id from ended`.execute(trx)
  return rows.map(({ family_id }) => family_id)
}

/** No code of theirs that was not redeemed can be any more, whatever the time is elsewhere. */
export async function deleteCodes(trx: Transaction<DB>, of: Coded) {
  await sql`delete from authorization_codes where ${codesOf(of)} and used_at is null`.execute(trx)
}

function codesOf(of: Coded): RawBuilder<boolean> {
  if ('passwordOf' in of) return sql`user_id = ${of.passwordOf}`
  return 'allOf' in of ? ofTeam(of.allOf) : matching(of)
}

const ofTeam = (teamId: string) => sql<boolean>`(team_id = ${teamId}
  or app_id in (select app_id from applications where applications.team_id = ${teamId}))`

function matching(of: Granted): RawBuilder<boolean> {
  if ('clientId' in of) return sql`client_id = ${of.clientId}`
  if ('allOf' in of) {
    return sql`(${ofTeam(of.allOf)} or client_id in (select client_id from api_clients where api_clients.team_id = ${of.allOf}))`
  }
  if ('passwordOf' in of) return sql`user_id = ${of.passwordOf} and grant_type = 'password'`
  const conditions = [
    ...('appId' in of && of.appId !== undefined ? [sql`app_id = ${of.appId}`] : []),
    ...('teamId' in of ? [sql`team_id = ${of.teamId} and user_id = ${of.userId}`] : []),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}
