import { type GrantPage, type GrantsQuery, grantsOfPage } from '@anteroom/contract/api/grants'
import { printDate } from '@anteroom/contract/dates'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { cutPage } from '../ground/cut-page.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { GrantPlace, Tokens } from '../tokens/service.ts'
import * as store from './store.ts'
import * as leaving from './store-leaving.ts'

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ledger: Ledger
  grants: Tokens['grants']
  needManager(trx: Transaction<DB>, caller: Caller, teamId: string): Promise<void>
}

/** Who acts for a team: its members, and the applications that they let in. */
export function createMembers({ db, clock, ledger, grants, needManager }: Parts) {
  /** Two admins who go at the same moment would leave nobody. */
  async function keepAnAdmin(trx: Transaction<DB>, teamId: string, userId: string) {
    await store.lockTeam(trx, teamId)
    const admins = await store.listAdmins(trx, teamId)
    if (admins.includes(userId) && admins.length === 1)
      throw new ProblemError('conflict', 'It is the last admin of the team. Make somebody else an admin first.')
  }

  return {
    async putMember(caller: Caller, teamId: string, userId: string, role: 'admin' | 'member'): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        if (!(await store.userExists(trx, userId))) throw new ProblemError('not-found')
        if (role === 'member') await keepAnAdmin(trx, teamId, userId)
        await store.putMember(trx, { teamId, userId, role })
        await ledger.record(trx, caller, { action: 'member.put', target: userId, teamId, details: { role } })
      })
    },

    /** With them goes whatever acts in their name: clients of theirs, and applications that they let in. */
    async removeMember(caller: Caller, teamId: string, userId: string): Promise<void> {
      const { committed } = await db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        await keepAnAdmin(trx, teamId, userId)
        if (!(await store.deleteMember(trx, teamId, userId))) throw new ProblemError('not-found')
        const clients = await store.revokeClientsOf(trx, teamId, userId, clock.now())
        const ended = await grants.endAll(trx, { teamId, userId })
        await ledger.record(trx, caller, { action: 'member.remove', target: userId, teamId, details: { clients } })
        return ended
      })
      committed()
    },

    /** The teams of somebody who is to go, held so that nobody else leaves them meanwhile. */
    holdTeamsOf: leaving.lockTeamsOf,

    /** Somebody who goes is in no team any more, and the clients of teams that acted for them end. */
    async leaveAll(trx: Transaction<DB>, caller: Caller, userId: string): Promise<void> {
      for (const { client_id, team_id } of await leaving.revokeClientsOf(trx, userId, clock.now())) {
        await ledger.record(trx, caller, { action: 'client.revoke', target: client_id, teamId: team_id })
      }
      await leaving.deleteMemberships(trx, userId)
    },

    async listGrants(caller: Caller, teamId: string, query: GrantsQuery): Promise<GrantPage> {
      await db.transaction().execute((trx) => needManager(trx, caller, teamId))
      const limit = Math.min(query.limit ?? grantsOfPage.usual, grantsOfPage.most)
      const found = await grants.list(teamId, { after: readCursor(query.after), limit: limit + 1 })
      return cutPage(found, limit, {
        toWire: ({ permissions, givenAt, lastUsedAt, ...grant }) => ({
          ...grant,
          scope: [...permissions],
          givenAt: printDate(givenAt),
          lastUsedAt: printDate(lastUsedAt),
        }),
        cursorOf: ({ givenAt, appId, userId }) => [givenAt.getTime(), appId, userId].join('_'),
      })
    },

    /** The application's access tokens end within seconds, everything else of it at once. */
    async withdrawGrant(caller: Caller, teamId: string, grantId: string): Promise<void> {
      const { committed } = await db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        const ended = isUuid(grantId) ? await grants.withdraw(trx, teamId, grantId) : null
        if (!ended) throw new ProblemError('not-found')
        const { appId, userId } = ended
        await ledger.record(trx, caller, {
          action: 'grant.withdraw',
          target: grantId,
          teamId,
          details: { appId, userId },
        })
        return ended
      })
      committed()
    },
  }
}

function readCursor(text: string | undefined): GrantPlace | null {
  const [givenMs, appId, userId] = text?.split('_') ?? []
  return appId && userId ? { givenAt: new Date(Number(givenMs)), appId, userId } : null
}
