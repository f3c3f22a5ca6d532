import type { Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/** What a team leaves: its row, without what says who it was. The subdomain is free for another one. */
export async function blankTeam(trx: Transaction<DB>, teamId: string, at: Date) {
  const nothing = { image_url: null, frame_origins: null, phone: null, email: null, opens_before_minutes: null }
  await trx
    .updateTable('teams')
    .set({ ...nothing, name: '', subdomain: teamId, removed_at: at })
    .where('team_id', '=', teamId)
    .execute()
}

export async function deleteMembers(trx: Transaction<DB>, teamId: string): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('team_members').where('team_id', '=', teamId).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Ends what a team has made of these; how many. */
export async function revokeAll(
  trx: Transaction<DB>,
  table: 'api_clients' | 'applications',
  teamId: string,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable(table)
    .set({ revoked_at: at })
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function setCleared(trx: Transaction<DB>, teamId: string, at: Date) {
  await trx.updateTable('teams').set({ cleared_at: at }).where('team_id', '=', teamId).execute()
}
