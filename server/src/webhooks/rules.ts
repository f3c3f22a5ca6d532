import type { Authentication } from '@anteroom/contract/api/webhooks'
import type { WebhookEventPayload } from '@anteroom/contract/webhook-events'
import type { Retries } from '../jobs/jobs.ts'

/** How webhooks are delivered; tests are in more of a hurry. */
export type DeliveryTiming = {
  retries: Retries
  /** For one attempt in all: name, connection, token, answer. */
  timeoutMs: number
  /** After which an attempt is taken for lost with its process. */
  expireSeconds: number
  /** How often events are looked for that nobody has said a word about. */
  pollMs: number
}

/** Pauses of 10 to 20 seconds at first, twice as long each time, six hours at most: about three days in all. */
export const deliveryTiming: DeliveryTiming = {
  retries: { limit: 22, delaySeconds: 10, maxDelaySeconds: 6 * 3_600 },
  timeoutMs: 15_000,
  expireSeconds: 30,
  pollMs: 1_000,
}

/** How many attempts are made at once: by one process, for one team by one process, for one webhook by all together. */
export const places = { inAll: 100, ofTeam: 12, ofWebhook: 3 }

/** When a delivery that nobody is working on any more is given up; later than its last attempt can be. */
export const abandonedMs = 5 * 86_400_000

type Wanting = { team_id: string; event_types: string[] | null }
type Happened = { team_id: string; type: string }

export function wants(webhook: Wanting, event: Happened): boolean {
  return webhook.team_id === event.team_id && (webhook.event_types?.includes(event.type) ?? true)
}

type Told = { type: string; created_at: Date; payload: WebhookEventPayload }

/** What integrators are told of an event. */
export function messageOf({ type, created_at, payload }: Told) {
  return { type, createdAt: Math.floor(created_at.getTime() / 1000), payload }
}

/** The same as it is sent, to the byte: it is signed. */
export const bodyOf = (event: Told): string => JSON.stringify(messageOf(event))

/** Null where there is none. */
export function latest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

/** How an attempt ended. */
export type Outcome = { status: number | null; error: string | null }

export function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { status, error: null }
  if (status >= 300 && status < 400) {
    return { status, error: `The receiver redirects (${status}); redirects are not followed.` }
  }
  return { status, error: `The receiver answered ${status}.` }
}

/** What the failure of a connection means, in words; `who` it was to. */
export function failureInWords(code: string, who: string): string {
  if (code === 'ENOTFOUND') return `The name of ${who} was not found.`
  if (/^(EAI_AGAIN|ETIMEOUT|ESERVFAIL|EREFUSED|EBADRESP)$/.test(code)) return `No name server knows ${who} just now.`
  if (code === 'ECONNREFUSED') return `Nobody listens at the address of ${who}.`
  if (/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/.test(code)) return `There is no way to ${who}.`
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return `The connection to ${who} was closed before there was an answer.`
  if (code.startsWith('HPE_')) return `What ${who} answered is not HTTP.`
  if (/CERT|SIGNED|ALTNAME/.test(code)) return `The certificate of ${who} is not to be trusted (${code}).`
  if (/SSL|TLS|EPROTO/.test(code)) return `There is no TLS with ${who} (${code}).`
  return `The connection to ${who} failed (${code || 'no reason was given'}).`
}

/** RFC 6749 5.2; what else stands in an answer is not repeated. */
const tokenErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]

/** Few servers read a longer line among the headers, which is where it goes. */
const maxTokenLength = 16_000
/** However long a receiver says that a token is good for. */
const maxUseSeconds = 3_600

/** What a token endpoint answered: a token with the seconds it is good for (null: not said), or what is wrong. */
export type TokenAnswer = { token: string; expiresIn: number | null } | { error: string }

export function readToken(status: number, text: string): TokenAnswer {
  const answer = parseObject(text)
  if (status !== 200) {
    const reason = tokenErrors.find((one) => one === answer?.error)
    return { error: `The token endpoint answered ${status}${reason ? ` (${reason})` : ''}.` }
  }
  const { access_token, token_type = 'Bearer', expires_in } = answer ?? {}
  const isUsable = typeof access_token === 'string' && /^[\x21-\x7e]+$/.test(access_token)
  if (!isUsable || !/^bearer$/i.test(String(token_type))) {
    return { error: 'The token endpoint answered without a bearer token.' }
  }
  if (access_token.length > maxTokenLength) {
    return { error: `The token endpoint answered with a token of more than ${maxTokenLength} characters.` }
  }
  const seconds = Number(expires_in)
  return { token: access_token, expiresIn: expires_in !== undefined && seconds > 0 ? seconds : null }
}

/** For how long a token is used: not until the very end, as it has to arrive. */
export function tokenLifeMs(expiresIn: number | null): number {
  const seconds = expiresIn ?? 300
  return Math.min(Math.max(seconds - 30, seconds / 2), maxUseSeconds) * 1000
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** As it is answered. */
export function withoutSecrets(authentication: Authentication) {
  switch (authentication.type) {
    case 'none':
    case 'bearer':
      return { type: authentication.type }
    case 'basic':
      return { type: authentication.type, username: authentication.username }
    case 'oauth2': {
      const { client_secret, method = 'client_secret_basic', ...shown } = authentication
      return { ...shown, method }
    }
  }
}

/** Only what is known of its kind is kept. */
export function readAuthentication(asked: Authentication | null | undefined): Authentication {
  switch (asked?.type) {
    case undefined:
    case 'none':
      return { type: 'none' }
    case 'bearer':
      return { type: 'bearer', token: asked.token }
    case 'basic':
      return { type: 'basic', username: asked.username, password: asked.password }
    case 'oauth2': {
      const { type, token_url, client_id, client_secret, scope, audience, method = 'client_secret_basic' } = asked
      return {
        type,
        token_url,
        client_id,
        client_secret,
        ...(scope === undefined ? {} : { scope }),
        ...(audience === undefined ? {} : { audience }),
        method,
      }
    }
  }
}
