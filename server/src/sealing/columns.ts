import { keyIdOf, type Place, type Sealing, sealedShape } from './sealing.ts'

/** How a sealed value stands in a column: as it is, as its bytes, or as a string of JSON. */
type Kind = {
  /** SQL that makes text of what the column holds. */
  read(column: string): string
  /** SQL that makes of such a text what the column holds. */
  write(text: string): string
  /** SQL that is true for what is not sealed. */
  isOpen(column: string): string
  /** SQL for the text that begins with the key's id where it is sealed. */
  sealedText(column: string): string
  keyId(read: string): string | null
  reseal(sealing: Sealing, place: Place, read: string): string
}

const text: Kind = {
  read: (column) => column,
  write: (value) => value,
  isOpen: (column) => `${column} !~ '${sealedShape}'`,
  sealedText: (column) => column,
  keyId: keyIdOf,
  reseal: (sealing, place, read) => sealing.seal(place, sealing.open(place, read)),
}

const bytes: Kind = {
  read: (column) => `encode(${column}, 'hex')`,
  write: (value) => `decode(${value}, 'hex')`,
  isOpen: (column) => `(length(${column}) > 0 and encode(${column}, 'escape') !~ '${sealedShape}')`,
  sealedText: (column) => `encode(${column}, 'escape')`,
  keyId: (read) => keyIdOf(Buffer.from(read, 'hex').toString('latin1')),
  reseal: (sealing, place, read) =>
    sealing.sealBytes(place, sealing.openBytes(place, Buffer.from(read, 'hex'))).toString('hex'),
}

const json: Kind = {
  read: (column) => `${column}::text`,
  write: (value) => `${value}::jsonb`,
  isOpen: (column) => `jsonb_typeof(${column}) <> 'string'`,
  sealedText: (column) => `${column} #>> '{}'`,
  keyId(read) {
    const value: unknown = JSON.parse(read)
    return typeof value === 'string' ? keyIdOf(value) : null
  },
  reseal(sealing, place, read) {
    const value: unknown = JSON.parse(read)
    return JSON.stringify(sealing.seal(place, typeof value === 'string' ? sealing.open(place, value) : read))
  },
}

/** `staysOpen`: what is not sealed there was put there by somebody else, and is left to be seen. */
export type SealedTable = {
  name: string
  key: string
  keyType: 'uuid' | 'text'
  columns: Record<string, Kind>
  staysOpen?: true
}

/**
 * Every column that is sealed; who reads and writes one names it in the same way. The service's own secrets come last: a
 * server that starts tries its keys on them, so what is sealed with an old key elsewhere must not outlive those.
 */
export const sealedTables: readonly SealedTable[] = [
  { name: 'sessions', key: 'session_id', keyType: 'uuid', columns: { metadata: text } },
  {
    name: 'participants',
    key: 'participant_id',
    keyType: 'uuid',
    columns: { display_name: text, phone: text, user_hint: text, external_id: text, metadata: text },
  },
  {
    name: 'visits',
    key: 'visit_id',
    keyType: 'uuid',
    columns: { name: text, waiting_message: text, rival_message: text },
  },
  {
    name: 'webhooks',
    key: 'webhook_id',
    keyType: 'uuid',
    columns: { authentication: json, secret: bytes, previous_secret: bytes },
  },
  {
    name: 'payment_accounts',
    key: 'account_id',
    keyType: 'uuid',
    columns: { secret_key: text, webhook_secret: text },
  },
  { name: 'payments', key: 'payment_id', keyType: 'uuid', columns: { description: text } },
  { name: 'signing_keys', key: 'key_id', keyType: 'text', columns: { private_jwk: json } },
  { name: 'service_secrets', key: 'name', keyType: 'text', columns: { value: bytes }, staysOpen: true },
]

/** Those of one table, by name. */
export const sealedColumnsOf = (table: string) => sealedTables.find(({ name }) => name === table)?.columns ?? {}
