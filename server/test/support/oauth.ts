import { randomUUID } from 'node:crypto'
import type { Token, TokenError } from '@anteroom/contract/api/tokens'
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import { operator } from '../../src/ground/caller.ts'
import type { NewCode } from '../../src/tokens/codes.ts'
import { hashPassword } from '../../src/users/passwords.ts'
import type { TestApp } from './app.ts'

export const form = 'application/x-www-form-urlencoded'

export type Credentials = { clientId: string; secret: string }

export type TokenAnswer = { status: number; body: Token & Partial<TokenError>; headers: Headers }

export function basic({ clientId, secret }: Credentials): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` }
}

/** Calls of the token endpoint and what they need, as clients make them: over HTTP, with forms. */
export function createOAuth(app: Pick<TestApp, 'url' | 'ids' | 'clock' | 'database' | 'sealing' | 'codes'>) {
  const { pool } = app.database

  async function post(path: string, parameters: Record<string, string>, headers: Record<string, string>) {
    const body = new URLSearchParams(parameters).toString()
    const response = await fetch(app.url + path, {
      method: 'POST',
      body,
      headers: { 'content-type': form, ...headers },
    })
    return { status: response.status, body: (await response.json()) as TokenAnswer['body'], headers: response.headers }
  }

  const token = (parameters: Record<string, string>, client: Credentials): Promise<TokenAnswer> =>
    post('/v1/auth/token', parameters, basic(client))

  return {
    post,
    token,
    byCredentials: (client: Credentials) => token({ grant_type: 'client_credentials' }, client),
    refresh: (refresh_token: string, client: Credentials) =>
      token({ grant_type: 'refresh_token', refresh_token }, client),
    redeem: (client: Credentials, code: string, more: Record<string, string> = {}) =>
      token({ grant_type: 'authorization_code', code, ...more }, client),
    revoke: (given: string, client: Credentials, more: Record<string, string> = {}) =>
      post('/v1/auth/revoke', { token: given, ...more }, basic(client)),

    /** A code, as the page makes it when somebody allows an application. */
    async newCode(asked: NewCode): Promise<string> {
      const code = await app.database.kysely.transaction().execute((trx) => app.codes.issue(trx, operator, asked))
      if (code === null) throw new Error('no code was made')
      return code
    },

    /** A user who is in these teams, the oldest membership first. */
    async makeUser({ email = `${randomUUID()}@clinic.test`, password = '', teams = [] as string[] } = {}) {
      const userId = app.ids.sorted()
      await pool.query(
        'insert into users (user_id, email, first_name, last_name, password_hash) values ($1, $2, $3, $4, $5)',
        [userId, email, 'Robin', 'Hale', password ? await hashPassword(password) : null],
      )
      for (const [index, teamId] of teams.entries()) {
        await pool.query(
          "insert into team_members (team_id, user_id, role, created_at) values ($1, $2, 'member', now() + $3 * interval '1 second')",
          [teamId, userId, index],
        )
      }
      return { userId, email, password }
    },

    /** A token with these claims under the service's own signature. */
    async sign(claims: JWTPayload): Promise<string> {
      const { rows } = await pool.query('select key_id, private_jwk from signing_keys')
      const [{ key_id, private_jwk }] = rows
      const key = JSON.parse(app.sealing.open(`signing_keys.private_jwk/${key_id}`, private_jwk))
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: key_id }).sign(await importJWK(key, 'ES256'))
    },

    leaveTeam: (userId: string, teamId: string) =>
      pool.query('delete from team_members where user_id = $1 and team_id = $2', [userId, teamId]),

    async makeApplication(teamId: string): Promise<string> {
      const appId = app.ids.sorted()
      await pool.query(
        "insert into applications (app_id, team_id, name, home_page, redirect_endpoint) values ($1, $2, 'Practice software', 'https://app.test', 'https://app.test/back')",
        [appId, teamId],
      )
      return appId
    },

    revokeApplication: (appId: string) =>
      pool.query('update applications set revoked_at = now() where app_id = $1', [appId]),
  }
}
