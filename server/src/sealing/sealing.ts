import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../db/types.gen.ts'
import { writeLine } from '../ground/log.ts'
import { takeRandom } from '../ground/random.ts'
import { SetupError } from '../ground/setup-error.ts'
import { type MasterKey, makeMasterKeyFile, masterKeyFile, readMasterKeyFile } from './master-keys.ts'
import { keepSecret, listSecrets, sealSecret } from './store.ts'

/** Where a sealed value stands: its column, and its row there. Opened anywhere else, it is refused. */
export type Place = `${string}.${string}/${string}`

export type Sealing = ReturnType<typeof createSealing>

type Parts = { db: Kysely<DB>; keys: readonly MasterKey[]; log?: Logger }

const nonceBytes = 12
const tagBytes = 16
const secretBytes = 32
const mark = 'sealed.'
/** Of what does not open, at most so many places are told of in the log. */
const maxTold = 1_000

/** What a sealed value looks like, in the words that JavaScript and PostgreSQL share; its one group is the key's id. */
const sealed = /^sealed[.]([A-Za-z0-9_-]{1,32})[.][A-Za-z0-9_-]{38,}$/
export const sealedShape = sealed.source

/** A stored value's first words; the next one is the id of its key. */
export const sealedWith = (keyId: string) => `${mark}${keyId}.`

/** The id of the key that a stored value is sealed with; null for one that is not sealed, however it begins. */
export function keyIdOf(stored: string): string | null {
  return sealed.exec(stored)?.[1] ?? null
}

/**
 * Encrypts what the database keeps and nobody else may read (AES-256-GCM), under the first of the master keys. What
 * is not sealed is opened as it stands: rows from before there was sealing are read, too. Of the service's own secrets
 * none is.
 */
export function createSealing({ db, keys, log }: Parts) {
  const first = firstOf(keys)
  const byId = new Map(keys.map((key) => [key.id, createSecretKey(key.sealingKey)]))
  const sealingKey = createSecretKey(first.sealingKey)
  const secrets = new Map<string, Buffer>()
  const told = new Set<string>()

  function sealBuffer(place: Place, plain: Buffer): string {
    const nonce = takeRandom(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
    cipher.setAAD(Buffer.from(place))
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    return sealedWith(first.id) + sealed.toString('base64url')
  }

  function openBuffer(place: Place, stored: string): Buffer {
    const [, keyId = '', text = ''] = stored.split('.', 3)
    const key = byId.get(keyId)
    if (!key) throw new CannotOpen(`${place} is sealed with the master key "${keyId}", which is not here`)
    const bytes = Buffer.from(text, 'base64url')
    if (bytes.length < nonceBytes + tagBytes) throw new CannotOpen(`${place} is not whole`)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(-tagBytes))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
    } catch (cause) {
      throw new CannotOpen(`${place} does not open with the master key "${keyId}"`, { cause })
    }
  }

  const seal = (place: Place, text: string) => sealBuffer(place, Buffer.from(text))
  const open = (place: Place, stored: string) =>
    keyIdOf(stored) === null ? stored : openBuffer(place, stored).toString()
  const sealBytes = (place: Place, bytes: Buffer) => Buffer.from(sealBuffer(place, bytes))
  const openBytes = (place: Place, stored: Buffer) => {
    const text = stored.toString('latin1')
    return keyIdOf(text) === null ? stored : openBuffer(place, text)
  }

  /** Null for what does not open: one value that was damaged must not take a whole session or list with it. */
  function orNull<Opened>(place: Place, open: () => Opened): Opened | null {
    try {
      return open()
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error
      if (!told.has(place) && told.size < maxTold) {
        told.add(place)
        if (log) writeLine(log, 'value-not-readable', { err: error })
      }
      return null
    }
  }

  async function readSecret(name: string, make = () => randomBytes(secretBytes)): Promise<Buffer> {
    const known = secrets.get(name)
    if (known) return known
    const place = secretPlace(name)
    const stored = await keepSecret(db, name, sealBytes(place, make()))
    if (!isSealed(stored)) throw new CannotOpen(`${place} is not sealed`)
    const secret = openBytes(place, stored)
    secrets.set(name, secret)
    return secret
  }

  return {
    /** The key that seals; the others only open. */
    keyId: first.id,

    seal,
    open,

    /** The same for what may be missing; what does not open is missing as well, and the log tells where. */
    sealOptional: (place: Place, text: string | null) => (text === null ? null : seal(place, text)),
    openOptional: (place: Place, stored: string | null) =>
      stored === null ? null : orNull(place, () => open(place, stored)),
    openBytesOptional: (place: Place, stored: Buffer | null) =>
      stored === null ? null : orNull(place, () => openBytes(place, stored)),

    /** The same for bytes. */
    sealBytes,
    openBytes,

    /** Bytes that are the same for all processes and that nobody else knows, 32 unless `make` says otherwise; made by whoever needs them first. */
    secret: readSecret,
  }
}

function firstOf(keys: readonly MasterKey[]): MasterKey {
  const [first] = keys
  if (!first) throw new Error('there is no key to seal with')
  return first
}

/** A value that is not sealed under one of our keys, or was meant for another place. */
export class CannotOpen extends Error {
  override name = 'CannotOpen'
}

const isSealed = (stored: Buffer) => keyIdOf(stored.toString('latin1')) !== null

/** The only secret that there was before there was sealing. */
const oldSecret = 'refresh-tokens'

const secretPlace = (name: string): Place => `service_secrets.value/${name}`

type Opening = { db: Kysely<DB>; log?: Logger; config: { masterKeys: readonly MasterKey[] | null; dataDir: string } }

/**
 * Sealing with the configured master key, or with the one in the data folder, which is made where nothing has been
 * sealed yet. With another key than before the server does not start: it could not read a name, and would seal
 * with the new key what the old one's owner expects to be able to read.
 */
export async function openSealing({ db, config, log }: Opening): Promise<Sealing> {
  const stored = await listSecrets(db)
  const sealed = stored.filter(({ value }) => isSealed(value))
  const open = stored.filter(({ name, value }) => !isSealed(value) && (sealed.length > 0 || name !== oldSecret))
  if (open.length > 0) {
    throw new SetupError(
      `In the database ${open.map(({ name }) => secretPlace(name)).join(' and ')} should be sealed, and is not: somebody put it there who could write to the database and had no master key. The server does not compute with it. Put back what a backup has there.`,
    )
  }
  const given = config.masterKeys ?? (await readMasterKeyFile(config.dataDir))
  if (!given && sealed.length > 0) {
    throw new SetupError(
      `The data in the database are sealed, and the master key is missing: it stood in ${masterKeyFile(config.dataDir)} or in MASTER_KEY. Put it back from where you keep it; without it names and secrets cannot be read.`,
    )
  }
  const keys = given ?? (await makeMasterKeyFile(config.dataDir))
  const sealing = createSealing({ db, keys, ...(log ? { log } : {}) })
  const where = config.masterKeys ? 'MASTER_KEY' : masterKeyFile(config.dataDir)
  try {
    // Before there is anything sealed: from then on, one that is not is refused.
    for (const { name, value } of sealed.length > 0 ? [] : stored) {
      await sealSecret(db, name, value, sealing.sealBytes(secretPlace(name), value))
    }
    // The first of all sealed values, so that there is always one to try the key on.
    await sealing.secret('master-key-check')
    for (const { name, value } of sealed) sealing.openBytes(secretPlace(name), value)
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    throw new SetupError(
      `The master key in ${where} is not the one that the data in the database are sealed with: ${error.message}. Put back the key that was there before; a new one is added to it, as docs/self-hosting.md says.`,
      { cause: error },
    )
  }
  return sealing
}
