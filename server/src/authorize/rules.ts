import { allPermissions, type Permission, readScope, usualPermissions } from '@anteroom/contract/api/permissions'
import { maxLengths } from '@anteroom/contract/max-lengths'
import { isUuid } from '@anteroom/contract/texts'
import { cspOrigin } from '../ground/csp.ts'

/** What an application asks for, once it is known to be well put. */
export type AuthorizationRequest = {
  /** As it was given; null when it was not. */
  redirectUri: string | null
  state: string | null
  /** What the application would like to do. */
  permissions: readonly Permission[]
  /** RFC 7636 4.2, by S256; null without PKCE. */
  challenge: string | null
  /** The team that the application would like to act for. */
  teamId: string | null
  /** The request as a query, to be carried from page to page and checked again on each. */
  query: string
}

/** RFC 6749 4.1.2.1 */
export type AuthorizationError = {
  error: 'invalid_request' | 'unsupported_response_type' | 'invalid_scope' | 'access_denied'
  /** Without quotation marks and backslashes, which RFC 6749 does not allow in it. */
  description: string
}

/** The parameters of a request; others are ignored (RFC 6749 3.1). */
const names = [
  'response_type',
  'client_id',
  'redirect_uri',
  'state',
  'scope',
  'code_challenge',
  'code_challenge_method',
  'team_id',
  'lang',
] as const
type Name = (typeof names)[number]

/** Its value; null when it is missing, empty (RFC 6749 3.1) or given twice. */
export function onlyValue(parameters: URLSearchParams, name: Name): string | null {
  const values = parameters.getAll(name)
  return values.length === 1 ? values[0] || null : null
}

/** Whether the browser may be sent to the application with an answer: never to an address that was not registered. */
export function mayAnswerTo(redirectEndpoint: string, parameters: URLSearchParams): boolean {
  const given = parameters.getAll('redirect_uri').filter(Boolean)
  return (
    isRedirectable(redirectEndpoint) &&
    (given.length === 0 || onlyValue(parameters, 'redirect_uri') === redirectEndpoint)
  )
}

/** Schemes that mean code or content of their own to a browser; all others lead to a site, or to an app (RFC 8252 7.1). */
const dangerousSchemes = [
  'javascript:',
  'data:',
  'vbscript:',
  'blob:',
  'file:',
  'about:',
  'filesystem:',
  'view-source:',
]

function isRedirectable(endpoint: string): boolean {
  return URL.canParse(endpoint) && !dangerousSchemes.includes(new URL(endpoint).protocol)
}

/** What a request asks for, of an application that is known and may be answered. */
export function readRequest(parameters: URLSearchParams): AuthorizationRequest | AuthorizationError {
  if (new Set(parameters.keys()).size < parameters.size)
    return { error: 'invalid_request', description: 'A parameter is given twice.' }
  const value = (name: Name) => onlyValue(parameters, name)
  const tooLong = names.find((name) => (value(name)?.length ?? 0) > maxLengths.url)
  if (tooLong)
    return { error: 'invalid_request', description: `The ${tooLong} has more than ${maxLengths.url} characters.` }

  const responseType = value('response_type')
  if (!responseType) return { error: 'invalid_request', description: 'The parameter response_type is missing.' }
  if (responseType !== 'code')
    return { error: 'unsupported_response_type', description: 'The only response_type here is code.' }
  // RFC 6749 3.3
  const scope = value('scope')
  if (scope && !/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/.test(scope))
    return { error: 'invalid_scope', description: 'A scope is a list of words, separated by single blanks.' }
  const { permissions, unknown } = readScope(scope ?? '')
  if (unknown.length > 0) {
    const description = `There is no scope ${unknown[0]?.slice(0, 100)}. There are: ${allPermissions.join(', ')}.`
    return { error: 'invalid_scope', description }
  }
  const challenge = readChallenge(value('code_challenge'), value('code_challenge_method'))
  if (typeof challenge === 'object' && challenge) return challenge
  const teamId = value('team_id')
  if (teamId && !isUuid(teamId)) return { error: 'invalid_request', description: 'The team_id must be a UUID.' }

  const carried = names.flatMap((name): [string, string][] => (value(name) ? [[name, value(name) ?? '']] : []))
  return {
    redirectUri: value('redirect_uri'),
    state: value('state'),
    permissions: permissions.length > 0 ? permissions : usualPermissions,
    challenge,
    teamId: teamId?.toLowerCase() ?? null,
    query: new URLSearchParams(carried).toString(),
  }
}

/** RFC 7636 4.2 and 4.3. Without a method it would be `plain`, by which whoever reads the request can redeem the code. */
function readChallenge(challenge: string | null, method: string | null): string | null | AuthorizationError {
  const wrong = (description: string): AuthorizationError => ({ error: 'invalid_request', description })
  if (!challenge) return method ? wrong('A code_challenge_method needs a code_challenge.') : null
  if (method !== 'S256') return wrong('The code_challenge_method must be S256; plain is not taken.')
  if (!/^[\w-]{43}$/.test(challenge)) return wrong('The code_challenge is no SHA-256 in base64url: 43 characters.')
  return challenge
}

/** The application's address with an answer in its query; what stood there stays (RFC 6749 3.1.2). */
export function addressWith(redirectEndpoint: string, answer: Record<string, string | null>): string {
  const url = new URL(redirectEndpoint)
  url.hash = ''
  const given = Object.entries(answer).filter((member): member is [string, string] => member[1] !== null)
  // Not by `searchParams`, which would spell what the application registered in another way.
  return `${url.href.replace(/\?$/, '')}${url.search ? '&' : '?'}${new URLSearchParams(given)}`
}

/** The host of an address as people know it; null for an app on the device, and for what is no address. */
export function hostOf(address: string): string | null {
  return (URL.canParse(address) && new URL(address).host) || null
}

/**
 * The address as a source of a Content-Security-Policy: its site; or, `andBeyond`, all that it may lead on to.
 * Chromium holds every step after a form against the page's form-action, and the addresses where codes arrive often
 * send people on to another host.
 */
export function sourceOf(address: string, andBeyond: boolean): string {
  const { origin, protocol } = new URL(address)
  if (andBeyond || origin === 'null') return protocol
  return cspOrigin(address) ?? "'self'"
}
