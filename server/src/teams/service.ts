import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Ids } from '../ids.ts'
import { sha256 } from '../tokens/service.ts'
import { findClientByName, findTeam, findTeamBySubdomain, hasTeams, insertTeam, putClient } from './store.ts'

export type Teams = ReturnType<typeof createTeams>

/** A client as it is handed out: the secret is shown this once, what is stored is its hash. */
export type Credentials = { clientId: string; secret: string }

export function createTeams({ db, ids }: { db: Kysely<DB>; ids: Ids }) {
  return {
    async create({ name, subdomain }: { name: string; subdomain: string }): Promise<string> {
      const teamId = ids.sorted()
      await insertTeam(db, { teamId, name, subdomain })
      return teamId
    },

    find: (teamId: string) => findTeam(db, teamId),

    async findBySubdomain(subdomain: string): Promise<string | null> {
      return (await findTeamBySubdomain(db, subdomain))?.team_id ?? null
    },

    hasAny: () => hasTeams(db),

    /** A new client of a team; without a team it is a system client. */
    async createClient({ teamId, name }: { teamId: string | null; name: string }): Promise<Credentials> {
      const credentials = { clientId: ids.random(), secret: ids.secret() }
      await putClient(db, { clientId: credentials.clientId, teamId, name, secretHash: sha256(credentials.secret) })
      return credentials
    },

    /** The client of that name with a new secret, made when there is none. The secret before stops working. */
    async renewClient({ teamId, name }: { teamId: string | null; name: string }): Promise<Credentials> {
      const known = await findClientByName(db, teamId, name)
      const credentials = { clientId: known?.client_id ?? ids.random(), secret: ids.secret() }
      await putClient(db, { clientId: credentials.clientId, teamId, name, secretHash: sha256(credentials.secret) })
      return credentials
    },

    /** The system client that the configuration names, with the secret that stands there. */
    async setSystemClient({ clientId, secret }: Credentials): Promise<void> {
      await putClient(db, { clientId, teamId: null, name: 'system', secretHash: sha256(secret) })
    },
  }
}
