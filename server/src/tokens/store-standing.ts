import type { Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { findClient, type Holder } from './store.ts'

/** What was found right before a grant is made: it has to be the stored one still. What is left out is not asked for. */
export type Shown = {
  /** The hash of the client's secret; null where it has none. */
  secretHash?: Buffer | null
  /** The hash that the user's password fits. */
  passwordHash?: string
}

/** What a grant depends on and is not there, or not any more: its client, or somebody whom it is about. */
export type Missing = 'client' | 'holder'

/**
 * Holds what a grant depends on as it is until the transaction ends; what of it is not there, or null. Whatever ends grants
 * changes one of these rows first: so either it waits, and finds the grant, or its change is seen here. In this order
 * wherever several are held, or two would wait for each other: user, member, application, client; then codes and tokens.
 */
export async function holdStanding(trx: Transaction<DB>, holder: Holder, shown: Shown = {}): Promise<Missing | null> {
  const { clientId, teamId, userId, appId } = holder
  if (userId && !(await holdUser(trx, userId, shown.passwordHash))) return 'holder'
  if (userId && teamId && !(await holdMember(trx, teamId, userId))) return 'holder'
  if (appId && !(await holdApplication(trx, appId))) return 'holder'
  const client = await findClient(trx, clientId, 'hold')
  if (!client) return 'client'
  const { secretHash } = shown
  if (secretHash === undefined || isSame(client.secret_hash, secretHash)) return null
  // Until when that one works was looked at when it was shown.
  return secretHash !== null && client.previous_secret_hash?.equals(secretHash) ? null : 'client'
}

/** Whether there is such a user, with that password where one is given. */
export async function holdUser(trx: Transaction<DB>, userId: string, passwordHash?: string): Promise<boolean> {
  const user = await trx
    .selectFrom('users')
    .select('password_hash')
    .where('user_id', '=', userId)
    .where('erased_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  return user !== undefined && (passwordHash === undefined || user.password_hash === passwordHash)
}

export async function holdMember(trx: Transaction<DB>, teamId: string, userId: string): Promise<boolean> {
  return (await memberToHold(trx, teamId, userId).forShare().executeTakeFirst()) !== undefined
}

/** Keeps all others from making grants of that member until the transaction ends. */
export async function lockMember(trx: Transaction<DB>, teamId: string, userId: string): Promise<void> {
  await memberToHold(trx, teamId, userId).forNoKeyUpdate().execute()
}

function memberToHold(trx: Transaction<DB>, teamId: string, userId: string) {
  return trx.selectFrom('team_members').select('user_id').where('team_id', '=', teamId).where('user_id', '=', userId)
}

/** Whether there is such an application, and it was not revoked. */
export async function holdApplication(trx: Transaction<DB>, appId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('applications')
    .select('app_id')
    .where('app_id', '=', appId)
    .where('revoked_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

function isSame(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other)
}
