import type { AccessTokenClaims, Token } from '@anteroom/contract/api/tokens'
import { decodeJwt } from 'jose'
import { addressKey } from '../counters/address.ts'
import { type Caller, operator } from '../ground/caller.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Client } from './grant.ts'
import type { Tokens } from './service.ts'

type From = { ip: string; id: string }

/** What the audit log says of who gets tokens, and of who tries to. */
export function createTokenNotes({ ledger, tokens }: { ledger: Pick<Ledger, 'note' | 'tally'>; tokens: Tokens }) {
  const callerOf = ({ ip, id }: From, { clientId, teamId }: Pick<Client, 'clientId' | 'teamId'>): Caller => {
    return { ...operator, isSystem: false, clientId, teamId, ip, requestId: id }
  }

  return {
    /** In the log of the team that the token is for, which need not be that of the client. */
    async granted(from: From, client: Client, grantType: string, { access_token }: Token) {
      const { teamId, userId, appId } = decodeJwt<AccessTokenClaims>(access_token)
      const caller = { ...callerOf(from, { ...client, teamId }), userId, isUser: userId !== client.clientId }
      const details = { grant: grantType, ...(appId ? { appId } : {}) }
      await ledger.note(caller, { action: 'token.issue', target: client.clientId, details })
    },

    revoked: (from: From, client: Client) =>
      ledger.note(callerOf(from, client), { action: 'token.revoke', target: client.clientId }),

    /** A code or a refresh token that is none, or not one of this client. */
    refused(from: From, client: Client, grantType: string) {
      const entry = { action: 'token.refuse', target: client.clientId, details: { grant: grantType } }
      ledger.tally(`${client.clientId} ${grantType}`, callerOf(from, client), entry)
    },

    /** In the log of the client's team; an id that a stranger made up stands in none. */
    async wrongSecret(from: From, clientId: string) {
      const teamId = await tokens.teamOfClient(clientId)
      const target = teamId === undefined ? null : clientId.toLowerCase()
      const caller = { ...callerOf(from, { clientId: '', teamId: teamId ?? null }) }
      ledger.tally(target ?? addressKey(from.ip), caller, { action: 'client.wrong-secret', target })
    },
  }
}
