import { teamOfScope } from '@anteroom/contract/api/formats'
import {
  type Application,
  type Client,
  type Contact,
  type FrameOrigins,
  maxClients,
  type NewApplication,
  type NewClient,
  type NewTeam,
  type NewTeamClient,
  type Opening,
  type Team,
} from '@anteroom/contract/api/teams'
import { plainName } from '@anteroom/contract/names'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller, TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import { sha256, type Tokens } from '../tokens/service.ts'
import { createMembers } from './members.ts'
import { createRemoval } from './removal.ts'
import * as store from './store.ts'
import { applicationToWire, clientToWire, originsOf, teamToWire } from './wire.ts'

export type Teams = ReturnType<typeof createTeams>

/** A client as it is handed out: the secret is shown this once, what is stored is its hash. */
export type Credentials = { clientId: string; secret: string }

type Parts = { db: Kysely<DB>; clock: Clock; ids: Ids; ledger: Ledger; grants: Tokens['grants'] }

export function createTeams({ db, clock, ids, ledger, grants }: Parts) {
  const newCredentials = (): Credentials => ({ clientId: ids.random(), secret: ids.secret() })

  async function insertNewTeam(trx: Transaction<DB>, asked: NewTeam): Promise<Team> {
    const row = await store.insertTeam(trx, {
      team_id: ids.sorted(),
      name: plainName(asked.name),
      subdomain: asked.subdomain.toLowerCase(),
      image_url: asked.imageUrl ?? null,
      created_at: clock.now(),
    })
    if (!row) throw new ProblemError('conflict', 'Another team has that subdomain.')
    return teamToWire(row)
  }

  /** Two who make one at once do not both take the last place. */
  async function needRoom(trx: Transaction<DB>, table: 'api_clients' | 'applications', teamId: string) {
    await store.lockTeam(trx, teamId)
    if ((await store.countOf(trx, table, teamId)) < maxClients) return
    const what = table === 'applications' ? 'applications' : 'API clients'
    throw new ProblemError('conflict', `A team has at most ${maxClients} ${what}. Have one revoked first.`)
  }

  async function insertNewClient(
    trx: Transaction<DB>,
    caller: Caller,
    asked: { teamId: string; ownerId: string | null; name: string; isPublic?: boolean | undefined },
  ): Promise<Client> {
    await needRoom(trx, 'api_clients', asked.teamId)
    const { clientId, secret: made } = newCredentials()
    const secret = asked.isPublic ? null : made
    const row = {
      client_id: clientId,
      team_id: asked.teamId,
      owner_id: asked.ownerId,
      name: plainName(asked.name),
      created_at: clock.now(),
    }
    await store.insertClient(trx, { ...row, secret_hash: secret === null ? null : sha256(secret) })
    const client = clientToWire(row, secret)
    const { teamId, ownerId } = asked
    const details = { ...(ownerId ? { ownerId } : {}), ...(secret ? {} : { public: true }) }
    await ledger.record(trx, caller, { action: 'client.create', target: clientId, teamId, details, answer: client })
    return client
  }

  const isAdmin = async (trx: Kysely<DB> | Transaction<DB>, caller: Caller, teamId: string) =>
    caller.isUser && !caller.isApplication && (await store.findMember(trx, teamId, caller.userId))?.role === 'admin'

  /** The team, if the caller may set things up for it; to others it is not there. */
  async function needManager(trx: Transaction<DB>, caller: Caller, teamId: string) {
    if (!caller.isSystem && !(await isAdmin(trx, caller, teamId))) {
      // Of their own team they know that it is there.
      throw new ProblemError(caller.teamId === teamId ? 'not-allowed' : 'not-found')
    }
    if (!(await store.holdTeam(trx, teamId))) throw new ProblemError('not-found')
  }

  /** A secret that takes the place of another one ends what was got with that. */
  async function putClient({ clientId, secret, ...client }: Credentials & { teamId: string | null; name: string }) {
    const ended = await db.transaction().execute(async (trx) => {
      const hasOther = await store.putClient(trx, { ...client, clientId, secretHash: sha256(secret) })
      return hasOther ? grants.endAll(trx, { clientId }) : null
    })
    ended?.committed()
  }

  return {
    /** Throws unless the caller may set things up for the team. */
    needManager,

    /** The same for the team that the caller acts for: its admins, and its clients that act for nobody else. */
    async needOwnManager(caller: TeamCaller): Promise<void> {
      const actsForTeam = !caller.isUser && !caller.isApplication
      if (actsForTeam || (await isAdmin(db, caller, caller.teamId))) return
      throw new ProblemError('not-allowed', 'It needs an admin of the team, or a client that acts for the team itself.')
    },

    async find(teamId: string): Promise<Team | null> {
      const row = await store.findTeam(db, teamId)
      return row ? teamToWire(row) : null
    },

    /** Whom a link leads to that nobody knows: the one team that there is; null where there are several. */
    async findOnly(): Promise<{ name: string; contact: Contact } | null> {
      const only = await store.findOnly(db)
      return only ? { name: only.name, contact: { phone: only.phone, email: only.email } } : null
    },

    /** By its id or its subdomain. */
    async findByName(name: string): Promise<Team | null> {
      const row = isUuid(name)
        ? await store.findTeam(db, name)
        : await store.findTeamBySubdomain(db, name.toLowerCase())
      return row ? teamToWire(row) : null
    },

    /** The sites that may show the team's rooms in a frame; null for every secure one. */
    async frameOrigins(teamId: string): Promise<string[] | null> {
      return (await store.findFrameOrigins(db, teamId))?.frame_origins ?? null
    },

    async readFrameOrigins(caller: Caller, teamId: string): Promise<FrameOrigins> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        return { frame_origins: (await store.findFrameOrigins(trx, teamId))?.frame_origins ?? null }
      })
    },

    async setFrameOrigins(caller: Caller, teamId: string, asked: FrameOrigins): Promise<FrameOrigins> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        const answer = { frame_origins: originsOf(asked.frame_origins) }
        await store.setFrameOrigins(trx, teamId, answer.frame_origins)
        await ledger.record(trx, caller, {
          action: 'team.frame-origins',
          target: teamId,
          teamId,
          details: answer,
          answer,
        })
        return answer
      })
    },

    async readContact(caller: Caller, teamId: string): Promise<Contact> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        return (await store.findContact(trx, teamId)) ?? { phone: null, email: null }
      })
    },

    async setContact(caller: Caller, teamId: string, { phone, email }: Contact): Promise<Contact> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        const answer = { phone, email }
        await store.setContact(trx, teamId, answer)
        await ledger.record(trx, caller, {
          action: 'team.contact',
          target: teamId,
          teamId,
          details: answer,
          answer,
        })
        return answer
      })
    },

    async readOpening(caller: Caller, teamId: string): Promise<Opening> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        return (await store.findOpening(trx, teamId)) ?? { opens_before_minutes: null }
      })
    },

    async setOpening(caller: Caller, teamId: string, { opens_before_minutes }: Opening): Promise<Opening> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        const answer = { opens_before_minutes }
        await store.setOpening(trx, teamId, answer)
        await ledger.record(trx, caller, { action: 'team.opening', target: teamId, teamId, details: answer, answer })
        return answer
      })
    },

    list: async (): Promise<Team[]> => (await store.listTeams(db)).map(teamToWire),

    /** Teams that are there no more. */
    async listRemoved(): Promise<{ teamId: string; removedAt: Date | null; isCleared: boolean }[]> {
      const rows = await store.listRemoved(db)
      return rows.map(({ team_id, removed_at, cleared_at }) => {
        return { teamId: team_id, removedAt: removed_at, isCleared: cleared_at !== null }
      })
    },

    removal: createRemoval({ clock, ledger, grants }),

    hasAny: () => store.hasTeams(db),

    /** Makes a team of which the user becomes the admin; without a user it is one that only its clients act for. */
    async create(caller: Caller, asked: NewTeam, userId: string | null = null): Promise<Team> {
      return db.transaction().execute(async (trx) => {
        if (userId !== null && !(await store.userExists(trx, userId))) throw new ProblemError('not-found')
        const team = await insertNewTeam(trx, asked)
        const { teamId } = team
        if (userId !== null) await store.putMember(trx, { teamId, userId, role: 'admin' })
        const details = userId === null ? {} : { admin: userId }
        await ledger.record(trx, caller, { action: 'team.create', target: teamId, teamId, details, answer: team })
        return team
      })
    },

    ...createMembers({ db, clock, ledger, grants, needManager }),

    /** A client of a team that acts for one of its users. */
    async createOwnedClient(caller: Caller, asked: NewClient): Promise<Client> {
      const teamId = teamOfScope(asked.scope[0] ?? '') ?? ''
      const ownerId = asked.ownerId.toLowerCase()
      return db.transaction().execute(async (trx) => {
        if (!(await store.holdTeam(trx, teamId))) throw unknown('/scope/0', 'names no team')
        if (!(await store.findMember(trx, teamId, ownerId))) throw unknown('/ownerId', 'is no member of that team')
        return insertNewClient(trx, caller, { teamId, ownerId, name: plainName(asked.client_name) })
      })
    },

    /** A client that acts for the team itself. */
    async createTeamClient(caller: Caller, teamId: string, asked: NewTeamClient): Promise<Client> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        return insertNewClient(trx, caller, {
          teamId,
          ownerId: null,
          name: plainName(asked.client_name),
          isPublic: asked.public,
        })
      })
    },

    listClients: (teamId: string | null) => store.listClients(db, teamId),

    /** Ends a client: its secret stops working at once, its access tokens within seconds. */
    async revokeClient(caller: Caller, clientId: string): Promise<void> {
      const ended = await db.transaction().execute(async (trx) => {
        const client = isUuid(clientId) ? await store.findClientTeam(trx, clientId) : undefined
        if (!client) throw new ProblemError('not-found')
        if (client.revoked_at) return null
        await store.revokeClient(trx, clientId, clock.now())
        await ledger.record(trx, caller, { action: 'client.revoke', target: clientId, teamId: client.team_id })
        return grants.endAll(trx, { clientId })
      })
      ended?.committed()
    },

    /**
     * Gives a client another secret. With `keepHours` the one before works so long beside it, and what was got with it stays;
     * else it works no longer, and what was got with it ends.
     */
    async replaceSecret(caller: Caller, clientId: string, keepHours?: number): Promise<Credentials> {
      const secret = ids.secret()
      const until = keepHours === undefined ? null : new Date(clock.now().getTime() + keepHours * 3_600_000)
      const ended = await db.transaction().execute(async (trx) => {
        const client = isUuid(clientId) ? await store.lockClient(trx, clientId) : undefined
        if (!client) throw new ProblemError('not-found', 'There is no such API client, or it was revoked.')
        const { team_id: teamId } = client
        if (teamId === null) {
          throw new ProblemError('conflict', 'It is a system client: its secret is the one in SYSTEM_CLIENT_SECRET.')
        }
        if (!client.secret_hash) throw new ProblemError('conflict', 'It is a public client, which has no secret.')
        await store.setSecrets(trx, clientId, {
          secret_hash: sha256(secret),
          previous_secret_hash: until && client.secret_hash,
          previous_secret_until: until,
        })
        const details = keepHours === undefined ? {} : { keepHours }
        await ledger.record(trx, caller, { action: 'client.secret', target: client.client_id, teamId, details })
        return until ? null : grants.endAll(trx, { clientId })
      })
      ended?.committed()
      return { clientId, secret }
    },

    async createApplication(caller: Caller, teamId: string, asked: NewApplication): Promise<Application> {
      return db.transaction().execute(async (trx) => {
        await needManager(trx, caller, teamId)
        await needRoom(trx, 'applications', teamId)
        const row = await store.insertApplication(trx, {
          app_id: ids.random(),
          team_id: teamId,
          name: plainName(asked.name),
          home_page: asked.homePage,
          redirect_endpoint: asked.redirectEndpoint,
          image: asked.image ?? null,
          description: asked.description ?? null,
          created_at: clock.now(),
        })
        const answer = applicationToWire(row)
        await ledger.record(trx, caller, { action: 'application.create', target: row.app_id, teamId, answer })
        return answer
      })
    },

    listApplications: (teamId: string | null) => store.listApplications(db, teamId),

    /** Ends an application, and what it was allowed to do for any team. */
    async revokeApplication(caller: Caller, appId: string): Promise<void> {
      const ended = await db.transaction().execute(async (trx) => {
        const application = isUuid(appId) ? await store.findApplication(trx, appId) : undefined
        if (!application) throw new ProblemError('not-found')
        if (application.revoked_at) return null
        await store.revokeApplication(trx, appId, clock.now())
        const teamId = application.team_id
        await ledger.record(trx, caller, { action: 'application.revoke', target: appId, teamId })
        return grants.endAll(trx, { appId })
      })
      ended?.committed()
    },

    /** The client of that name with a new secret, made when there is none; without a team it is a system client. */
    async renewClient({ teamId, name }: { teamId: string | null; name: string }): Promise<Credentials> {
      const known = await store.findClientByName(db, teamId, name)
      const { clientId, secret } = newCredentials()
      const credentials = { clientId: known?.client_id ?? clientId, secret }
      await putClient({ ...credentials, teamId, name })
      return credentials
    },

    /** The system client that the configuration names, with the secret that stands there. */
    setSystemClient: (credentials: Credentials) => putClient({ ...credentials, teamId: null, name: 'system' }),
  }
}

function unknown(pointer: string, message: string): ProblemError {
  return new ProblemError('invalid-request', undefined, [{ pointer, message }])
}
