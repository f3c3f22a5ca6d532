import { createHash } from 'node:crypto'
import type { Authentication } from '@anteroom/contract/api/webhooks'
import { SignJWT } from 'jose'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { createRecent } from '../ground/recent.ts'
import type { Post } from './outbound.ts'
import { readToken, tokenLifeMs } from './rules.ts'

type OAuth = Extract<Authentication, { type: 'oauth2' }>
type Known = { token: string; untilMs: number }

/** A team that registers new credentials again and again makes the server ask for tokens, but not grow. */
const maxKnown = 1_000

/** There is no token to be had; the message says why, in words. */
export class NoToken extends Error {}

type Parts = { post: Post; clock: Clock; ids: Ids; timeoutMs: number }

/** Tokens for receivers, by client credentials (RFC 6749 4.4), kept until shortly before they expire. */
export function createTokensForReceivers({ post, clock, ids, timeoutMs }: Parts) {
  /** By client; another webhook with the same one gets the same token. */
  const known = createRecent<Known>(maxKnown)
  const asking = new Map<string, Promise<string>>()

  return {
    async tokenFor(oauth: OAuth, closing: AbortSignal): Promise<string> {
      const client = keyOf(oauth)
      const found = known.get(client)
      if (found && found.untilMs > clock.now().getTime()) {
        known.keep(client, found)
        return found.token
      }
      const asked = asking.get(client) ?? askAndKeep(client, oauth, closing).finally(() => asking.delete(client))
      asking.set(client, asked)
      return asked
    },

    /** The receiver does not take the token; another may have been fetched meanwhile. */
    drop(oauth: OAuth, token: string) {
      const client = keyOf(oauth)
      if (known.get(client)?.token === token) known.forget(client)
    },
  }

  async function askAndKeep(client: string, oauth: OAuth, closing: AbortSignal): Promise<string> {
    const { token, expiresIn } = await ask(oauth, AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]))
    const nowMs = clock.now().getTime()
    known.forgetWhere(({ untilMs }) => untilMs <= nowMs)
    known.keep(client, { token, untilMs: nowMs + tokenLifeMs(expiresIn) })
    return token
  }

  async function ask(oauth: OAuth, signal: AbortSignal) {
    const { headers, members } = await credentials(oauth)
    const { scope, audience } = oauth
    const asked = { grant_type: 'client_credentials', ...(scope ? { scope } : {}), ...(audience ? { audience } : {}) }
    const answer = await post(oauth.token_url, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers },
      body: new URLSearchParams({ ...asked, ...members }).toString(),
      signal,
    })
    const read = readToken(answer.status, answer.body.toString())
    if ('error' in read) throw new NoToken(read.error)
    return read
  }

  async function credentials({ method, client_id, client_secret, token_url }: OAuth) {
    if (method === 'client_secret_post') return { headers: {}, members: { client_id, client_secret } }
    if (method === 'client_secret_jwt') {
      // RFC 7523 2.2 and 3
      const now = Math.floor(clock.now().getTime() / 1000)
      const assertion = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(client_id)
        .setSubject(client_id)
        .setAudience(token_url)
        .setJti(ids.random())
        .setIssuedAt(now)
        .setExpirationTime(now + 60)
        .sign(new TextEncoder().encode(client_secret))
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
      return { headers: {}, members: { client_assertion_type: type, client_assertion: assertion } }
    }
    // RFC 6749 2.3.1: encoded as in a form first.
    return { headers: { authorization: basic(formEncode(client_id), formEncode(client_secret)) }, members: {} }
  }
}

/** As short for long credentials, and with no secret in it. */
const keyOf = (oauth: OAuth) => createHash('sha256').update(JSON.stringify(oauth)).digest('base64')

/** RFC 7617 2 */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function formEncode(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length)
}
