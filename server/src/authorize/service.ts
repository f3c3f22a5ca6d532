import { createHash } from 'node:crypto'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import { addressKey } from '../counters/address.ts'
import type { DB } from '../db/types.gen.ts'
import { operator, type TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Ledger } from '../ledger/service.ts'
import type { ShowedPassword, SignedIn, SignIn } from '../users/sign-in.ts'
import {
  type AuthorizationError,
  type AuthorizationRequest,
  addressWith,
  mayAnswerTo,
  onlyValue,
  readRequest,
} from './rules.ts'
import {
  deleteExpiredSignIns,
  deleteSignIn,
  extendSignIn,
  findApplication,
  findSignedIn,
  holdPassword,
  holdUser,
  insertSignIn,
  listTeamsOf,
} from './store.ts'

/** How long somebody stays signed in, to let applications in: at the longest, and when they do nothing meanwhile. */
const signInMs = 12 * 3_600_000
const unusedMs = 2 * 3_600_000
/** By how much longer it has to last to be worth writing down. */
const worthwhileMs = 5 * 60_000

export type Application = {
  appId: string
  name: string
  homePage: string
  redirectEndpoint: string
  image: string | null
}

/** A request that can be put before somebody. */
export type Asked = { application: Application; request: AuthorizationRequest }

/** Why a browser is not sent back: nobody knows whether the one who would get it is the one who asked. */
export type Refusal = 'unknown-application' | 'other-address'

export type SignedInUser = {
  userId: string
  name: string
  email: string
  teams: { teamId: string; name: string }[]
}

export type Authorizations = ReturnType<typeof createAuthorizations>

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ids: Ids
  ledger: Ledger
  signIn: SignIn
  /** Makes a code that is bound to all this; null where the user or the application may not do that any more. */
  issueCode(
    trx: Transaction<DB>,
    caller: TeamCaller,
    to: {
      appId: string
      userId: string
      teamId: string
      redirectUri: string | null
      challenge: AuthorizationRequest['challenge']
      permissions: AuthorizationRequest['permissions']
    },
  ): Promise<string | null>
  /** Who answers, in each answer. */
  issuer: string
}

/** RFC 6749 4.1.1: a user of a team decides whether an application may act for it. */
export function createAuthorizations({ db, clock, ids, ledger, signIn, issueCode, issuer }: Parts) {
  /** Where the browser goes with an answer. RFC 9207: it says whose answer it is. */
  function answer({ redirectEndpoint }: Application, state: string | null, members: Record<string, string>) {
    return addressWith(redirectEndpoint, { ...members, state, iss: issuer })
  }

  function answerNo(application: Application, state: string | null, { error, description }: AuthorizationError) {
    return answer(application, state, { error, error_description: description })
  }

  return {
    /** What is asked for; or that it is refused here; or with which error the application is told. */
    async read(parameters: URLSearchParams): Promise<Asked | { refused: Refusal } | { sendTo: string }> {
      const appId = onlyValue(parameters, 'client_id')
      const row = appId && isUuid(appId) ? await findApplication(db, appId) : undefined
      if (!row) return { refused: 'unknown-application' }
      const application = {
        appId: row.app_id,
        name: row.name,
        homePage: row.home_page,
        redirectEndpoint: row.redirect_endpoint,
        image: row.image,
      }
      if (!mayAnswerTo(application.redirectEndpoint, parameters)) return { refused: 'other-address' }
      const request = readRequest(parameters)
      if ('error' in request) return { sendTo: answerNo(application, onlyValue(parameters, 'state'), request) }
      return { application, request }
    },

    async whoHas(cookie: string): Promise<SignedInUser | null> {
      const now = clock.now()
      const user = await findSignedIn(db, hashCookie(cookie), now)
      if (!user) return null
      const until = Math.min(now.getTime() + unusedMs, user.created_at.getTime() + signInMs)
      if (until - user.expires_at.getTime() > worthwhileMs) await extendSignIn(db, hashCookie(cookie), new Date(until))
      const teams = await listTeamsOf(db, user.user_id)
      return {
        userId: user.user_id,
        name: `${user.first_name} ${user.last_name}`.trim(),
        email: user.email,
        teams: teams.map(({ team_id, name }) => ({ teamId: team_id, name })),
      }
    },

    /**
     * The value of the browser's new cookie, which is another one each time (no fixation); `before` ends with it. And what
     * the browser is known by from now on, which stays the same.
     */
    async signIn(
      from: { ip: string; requestId: string },
      typed: { email: string; password: string; before: string | null; device: string | null },
    ): Promise<Exclude<SignedIn, ShowedPassword> | { cookie: string; device: string }> {
      const { email, password, before } = typed
      const device = typed.device ?? ids.secret()
      const result = await signIn.check({
        email,
        password,
        place: `address ${addressKey(from.ip)}`,
        device,
        ip: from.ip,
      })
      if (!('userId' in result)) return result
      const cookie = ids.secret()
      const now = clock.now()
      const isStill = await db.transaction().execute(async (trx) => {
        if (!(await holdPassword(trx, result.userId, result.passwordHash))) return false
        if (before) await deleteSignIn(trx, hashCookie(before))
        await insertSignIn(trx, {
          cookie_hash: hashCookie(cookie),
          user_id: result.userId,
          created_at: now,
          expires_at: new Date(now.getTime() + unusedMs),
        })
        const caller = { ...operator, ...from, userId: result.userId, isUser: true, isSystem: false }
        await ledger.record(trx, caller, { action: 'user.sign-in', target: result.userId })
        return true
      })
      return isStill ? { cookie, device } : { wrong: true }
    },

    signOut: (cookie: string) => deleteSignIn(db, hashCookie(cookie)),

    /**
     * Lets the application (the caller's client) act for the user in the team; where the browser goes with the code. Null
     * where one of them has ended meanwhile, or the sign-in by this cookie.
     */
    async allow(caller: TeamCaller, { application, request }: Asked, cookie: string): Promise<string | null> {
      const { clientId: appId, userId, teamId } = caller
      const { redirectUri, challenge, permissions, state } = request
      const asked = { appId, userId, teamId, redirectUri, challenge, permissions }
      const code = await db.transaction().execute(async (trx) => {
        await holdUser(trx, userId)
        if (!(await findSignedIn(trx, hashCookie(cookie), clock.now()))) return null
        return issueCode(trx, caller, asked)
      })
      return code === null ? null : answer(application, state, { code })
    },

    /** Where the browser goes when the user, or the service in their place, says no. */
    deny: ({ application, request }: Asked, description: string): string =>
      answerNo(application, request.state, { error: 'access_denied', description }),

    forgetExpired: () => deleteExpiredSignIns(db, clock.now()),
  }
}

function hashCookie(cookie: string): Buffer {
  return createHash('sha256').update(cookie).digest()
}
