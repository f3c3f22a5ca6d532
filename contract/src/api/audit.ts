import { type Static, Type } from 'typebox'
import { DateText, named, TextOrNull } from './formats.ts'
import { pageAnswer, pageQuery } from './lists.ts'

/** How many entries one answer has at most. */
export const maxAuditEntries = 1000

export const AuditQuery = Type.Object({
  ...pageQuery(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Entries after the one with this `seq`; from the first without it.',
    }),
    { usual: 100, most: maxAuditEntries },
  ),
  action: Type.Optional(
    Type.String({
      format: 'text',
      maxLength: 100,
      description: 'Only entries of this action.',
      examples: ['session.read'],
    }),
  ),
  target: Type.Optional(
    Type.String({ format: 'text', maxLength: 100, description: 'Only entries about the thing with this id.' }),
  ),
  from: Type.Optional(DateText('Only entries of then or later.')),
  until: Type.Optional(DateText('Only entries of then or earlier.')),
})
export type AuditQuery = Static<typeof AuditQuery>

/** Who did what, to which thing, when and from where. */
export const AuditEntry = named(
  'AuditEntry',
  Type.Object({
    seq: Type.Integer({ description: 'Its place in the chain of the team, from 1 without gaps.' }),
    entry_id: Type.String(),
    at: Type.String({ description: 'ISO 8601.' }),
    action: Type.String({
      description: '`<thing>.<verb>`, for example `session.cancel`.',
      examples: ['session.cancel'],
    }),
    target: TextOrNull({ description: 'The id of what it was done to.' }),
    client_id: TextOrNull({
      description: 'The API client that asked for it; null for what a person did in the browser.',
    }),
    user_id: TextOrNull({ description: 'The user on whose behalf.' }),
    ip: TextOrNull(),
    request_id: TextOrNull({ description: 'As `X-Request-Id` of the answer.' }),
    details: Type.String({ description: 'JSON text: ids, names of members and the like.' }),
    previous_hash: Type.String({ description: 'Of the entry before, hexadecimal; 64 zeros for the first.' }),
    hash: Type.String({
      description:
        'HMAC-SHA256 with a key of the service, hexadecimal, of the bytes of `previous_hash` and then of the UTF-8 JSON text of `[seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details]`, with when it got its place behind these where that is kept. SHA-256 of the same where `keyed` is false.',
    }),
    keyed: Type.Boolean({
      description: 'Whether the hash was made with the key: all are, but those from before an `audit.keyed`.',
    }),
  }),
)
export type AuditEntry = Static<typeof AuditEntry>

export const AuditPage = named(
  'AuditPage',
  Type.Object(pageAnswer(AuditEntry, 'In the order of the chain.'), {
    examples: [
      {
        content: [
          {
            seq: 1,
            entry_id: '01a2064d-43bd-734f-a06f-3c74abb21ac3',
            at: '2040-05-01T12:00:00.000Z',
            action: 'session.cancel',
            target: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a',
            client_id: '4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44',
            user_id: null,
            ip: '192.0.2.17',
            request_id: '0f6f1c1e-8d5e-4c39-9a38-1b0d9a2c7c55',
            details: '{}',
            previous_hash: '0'.repeat(64),
            hash: '842b1e8e0685919f584c74fab9e65b877160d6a609d49771eb7b13ba4b79a664',
            keyed: true,
          },
        ],
        next: null,
        more: false,
      },
    ],
  }),
)
export type AuditPage = Static<typeof AuditPage>
