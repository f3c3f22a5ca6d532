import { Type } from 'typebox'
import { parseDate } from '../dates.ts'
import { readFee } from '../fees.ts'
import { maxLengths } from '../max-lengths.ts'
import { plainName } from '../names.ts'
import { isText, isUuid } from '../texts.ts'

/** The part of the platform's URL that is used here; it stands in browsers and in every server runtime. */
declare const URL: {
  parse(text: string): { origin: string; protocol: string; hostname: string; username: string; password: string } | null
}

/** The team in a scope `team_api[<teamId>]`; null for another scope. */
export function teamOfScope(scope: string): string | null {
  if (scope.length > maxLengths.name) return null
  const [, teamId] = /^team_api\[([^\]]*)\]$/.exec(scope) ?? []
  return teamId && isUuid(teamId) ? teamId.toLowerCase() : null
}

/** RFC 8252 7.3 */
export const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

/**
 * Whether a host, as a parsed URL has it, is made of what names and addresses are made of. Browsers take more, such as
 * `;`, `,` and `*`, which mean something where hosts are listed.
 */
export const isPlainHost = (host: string) => /^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(host)

function webUrl(text: string) {
  if (text.length > maxLengths.url || !isText(text) || /\s/.test(text)) return null
  const url = URL.parse(text)
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password
  return isPlain && isPlainHost(url.hostname) ? url : null
}

/**
 * The origin (RFC 6454) that a text names and has nothing besides, in the form in which browsers compare them; null for
 * another text. Wildcards are none, and neither is what would end a source in a Content-Security-Policy.
 */
export function parseOrigin(text: string): string | null {
  if (text.length > maxLengths.origin) return null
  if (!/^https?:\/\/[^\s/?#@*;,'"\\[\]]+$/i.test(text)) return null
  const url = webUrl(text)
  return url && (url.protocol === 'https:' || isLoopback(url.hostname)) ? url.origin : null
}

/**
 * The `format`s of the schemas in this folder: whether a string has it, what to say when it has not, and what the
 * API's description says of it, since nobody else knows these names. Each reads a bounded text, or takes a time that
 * grows with its length and no faster (a test sees to both).
 */
export const formats = {
  text: {
    published: {},
    test: isText,
    message: 'has a character that cannot be stored (NUL, or half of a surrogate pair)',
  },
  date: {
    published: { description: 'RFC 3339, or RFC 1123.' },
    test: (text: string) => parseDate(text) !== null,
    message:
      'must be a date with its zone, such as 2016-06-08T13:34:00Z (RFC 3339) or Wed, 08 Jun 2016 13:34:00 GMT (RFC 1123)',
  },
  role: {
    published: { pattern: '^([Hh][Oo][Ss][Tt]|[Gg][Uu][Ee][Ss][Tt]|[Pp][Aa][Rr][Tt][Ii][Cc][Ii][Pp][Aa][Nn][Tt])$' },
    test: (text: string) => /^(host|guest|participant)$/i.test(text),
    message: 'must be host, guest or participant',
  },
  fee: {
    published: { contentMediaType: 'application/json' },
    test: (text: string) => isText(text) && typeof readFee(text) !== 'string',
    message: (text: string) => {
      const fee = isText(text) ? readFee(text) : null
      return typeof fee === 'string' ? fee : 'has a character that cannot be stored'
    },
  },
  uuid: {
    published: { format: 'uuid' },
    test: isUuid,
    message: 'must be a UUID',
  },
  filled: {
    published: { minLength: 1, pattern: '\\S' },
    test: (text: string) => isText(text) && plainName(text).trim() !== '',
    message: 'must not be empty, and have only characters that can be stored',
  },
  email: {
    published: { format: 'email' },
    test: (text: string) =>
      text.length <= maxLengths.email && isText(text) && /^[^\s@<>"',;]+@[^\s@<>"',;.]+(\.[^\s@<>"',;.]+)*$/.test(text),
    message: 'must be an email address',
  },
  phone: {
    published: { pattern: '^[+(]?[0-9][0-9 ()./-]*$' },
    // A few figures at least, and no more than E.164 has.
    test: (text: string) =>
      text.length <= maxLengths.phone &&
      /^[+(]?\d[\d ()./-]*$/.test(text) &&
      /^\d{3,15}$/.test(text.replace(/\D/g, '')),
    message: 'must be a telephone number: digits, blanks, ( ) . / - and a + at the start',
  },
  subdomain: {
    published: { pattern: '^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$' },
    test: (text: string) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text),
    message: 'must be a label of a domain name: up to 63 letters, digits and hyphens, no hyphen at either end',
  },
  'team-scope': {
    published: { pattern: '^team_api\\[[0-9A-Fa-f-]{36}\\]$' },
    test: (text: string) => teamOfScope(text) !== null,
    message: 'must be team_api[<teamId>], with the id of a team',
  },
  'web-url': {
    published: { format: 'uri', pattern: '^https?:' },
    test: (text: string) => webUrl(text) !== null,
    message: 'must be an address with http or https, and without a user name',
  },
  'redirect-url': {
    published: { format: 'uri', pattern: '^https?:[^#]*$' },
    test: (text: string) => {
      const url = webUrl(text)
      return url !== null && !text.includes('#') && (url.protocol === 'https:' || isLoopback(url.hostname))
    },
    message: 'must be an https address without a fragment, or an http one on the loopback',
  },
  origin: {
    published: { pattern: '^https?://[^/?#@*;,]+$' },
    test: (text: string) => parseOrigin(text) !== null,
    message:
      'must be an origin such as https://portal.example or https://portal.example:8443: https (http on the loopback), and neither a path nor a wildcard',
  },
} as const satisfies Record<
  string,
  { test: (text: string) => boolean; message: string | ((text: string) => string); published: object }
>

export type Format = keyof typeof formats

/** Gives a schema the name by which it is referred to in the API's description. */
export function named<Schema extends object>(name: string, schema: Schema): Schema {
  return Object.assign(schema, { 'x-component': name })
}

type Options = { description?: string; maxLength?: number; examples?: string[] }

/** A string, or null for none: published clients send nulls for what they do not set. */
export const OptionalText = (options: Options & { maxLength: number }) =>
  Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'text', ...options }))

/** In answers: a string or null. */
export const TextOrNull = (options: Options = {}) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], ...options })

/** How long before its booked time a session can be entered, in minutes, at most. */
export const maxOpensBefore = 240

/** So many minutes, or null for what holds without. */
export const OpensBefore = (description: string) =>
  Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0, maximum: maxOpensBefore, description })

/** How many pairs there are in one `metadata`. */
const maxPairs = 50

/** What an integrator adds of its own, whether it gives it as texts or not. */
export const externalMembers = {
  external_id: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      format: 'text',
      minLength: 1,
      maxLength: maxLengths.externalId,
      description: 'By what your own software knows it; need not be unique. Lists can be filtered by it.',
    }),
  ),
  metadata: Type.Optional(
    Type.Unsafe<Record<string, string> | null>({
      type: ['object', 'null'],
      propertyNames: { type: 'string', format: 'text', minLength: 1, maxLength: maxLengths.metadataName },
      additionalProperties: { type: 'string', format: 'text', maxLength: maxLengths.metadataValue },
      maxProperties: maxPairs,
      'x-max-characters': maxLengths.metadata,
      description: `Texts of your own, by names of your own: up to ${maxPairs}, with up to ${maxLengths.metadata.toLocaleString('en')} characters in all. What is given takes the place of all that was there; nobody in the room sees it.`,
      examples: [{ appointment_type: 'follow-up' }],
    }),
  ),
}

const ifSet = 'Left out when it is not set; null with the header `Prefer: unset=null`.'

/** In answers: a string that is left out when it is not set, or null for those who ask for that. */
export const TextIfSet = (description?: string) =>
  Type.Optional(TextOrNull({ description: [description, ifSet].filter(Boolean).join(' ') }))

/** In answers: what an integrator added of its own. */
export const externalAnswered = {
  external_id: TextIfSet('As given.'),
  metadata: Type.Optional(
    Type.Unsafe<Record<string, string> | null>({
      type: ['object', 'null'],
      additionalProperties: { type: 'string' },
      description: `As given. ${ifSet}`,
    }),
  ),
}

/** In a query: only what has this `external_id`. */
export const ExternalIdText = (description: string) =>
  Type.Optional(Type.String({ format: 'text', maxLength: maxLengths.externalId, description }))

export const DateText = (description: string, example = '2030-05-14T09:00:00Z') =>
  Type.String({ format: 'date', maxLength: maxLengths.date, description, examples: [example] })

/** The id of a thing, in an address or a body. */
export const UuidText = (description?: string) =>
  Type.String({ format: 'uuid', maxLength: maxLengths.uuid, ...(description ? { description } : {}) })
