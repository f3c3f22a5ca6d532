import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { createAllowance } from '../ground/allowance.ts'
import type { Clock } from '../ground/clock.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { isKeyNeeded, isNextKeyDue, type KeyTimes, keyLeadMs, signingKey } from './rules.ts'
import { deleteSigningKeys, insertSigningKey, lockSigningKeys, readSigningKeys } from './store-keys.ts'

/** ES256: of the algorithms with short signatures the one that every client's library can check. */
export const algorithm = 'ES256'

/** How long it takes until a process knows what another one did with the keys. */
const noticeMs = 5_000
/** How often the keys are read for ids that are not known. */
const looksAgain = { burst: 5, perSecond: 1 }

type Row = Awaited<ReturnType<typeof readSigningKeys>>[number]

export type Key = KeyTimes & { keyId: string; sign: CryptoKey; check: CryptoKey; published: JWK }

export type Keys = ReturnType<typeof createKeys>

/** The keys that access tokens are signed with. They are the same for all processes; whoever needs the first makes it. */
export function createKeys({ db, sealing, clock }: { db: Kysely<DB>; sealing: Sealing; clock: Clock }) {
  let last: { keys: Promise<Key[]>; askedAtMs: number } | null = null
  let imported = new Map<string, Key>()
  const lookAgain = createAllowance(clock, looksAgain)

  /** Those whose tokens are accepted, the next one included. */
  function known(): Promise<Key[]> {
    const nowMs = clock.now().getTime()
    return last && Math.abs(nowMs - last.askedAtMs) < noticeMs ? last.keys : reload()
  }

  function reload(): Promise<Key[]> {
    const asked = { keys: load(), askedAtMs: clock.now().getTime() }
    last = asked
    asked.keys.catch(() => {
      // What could not be asked is asked again.
      if (last === asked) last = null
    })
    return asked.keys
  }

  async function load(): Promise<Key[]> {
    const rows = (await readSigningKeys(db, sealing)).filter((row) => isKeyNeeded(row, clock.now()))
    if (!signingKey(rows, clock.now())) {
      await change(async (trx, others) => {
        if (!signingKey(others, clock.now())) await add(trx, clock.now())
      })
      return load()
    }
    const keys = await Promise.all(rows.map(importKey))
    imported = new Map(keys.map((key) => [key.keyId, key]))
    return keys
  }

  async function importKey({ keyId, privateJwk, publicJwk, signsFrom, retiredAt }: Row): Promise<Key> {
    const before = imported.get(keyId)
    if (before) return { ...before, signsFrom, retiredAt }
    const [sign, check] = await Promise.all([
      importJWK(privateJwk as JWK, algorithm),
      importJWK(publicJwk as JWK, algorithm),
    ])
    const published = { ...(publicJwk as JWK), kid: keyId, alg: algorithm, use: 'sig' }
    return { keyId, sign: sign as CryptoKey, check: check as CryptoKey, published, signsFrom, retiredAt }
  }

  /** One process at a time, so that two that find a key due make one. */
  async function change<Result>(work: (trx: Transaction<DB>, keys: Row[]) => Promise<Result>): Promise<Result> {
    return db.transaction().execute(async (trx) => {
      await lockSigningKeys(trx)
      return work(trx, await readSigningKeys(trx, sealing))
    })
  }

  async function add(trx: Transaction<DB>, signsFrom: Date): Promise<NextKey> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const publicJwk = await exportJWK(publicKey)
    const keyId = await calculateJwkThumbprint(publicJwk)
    const privateJwk = await exportJWK(privateKey)
    await insertSigningKey(trx, sealing, { keyId, publicJwk, privateJwk, signsFrom, createdAt: clock.now() })
    return { keyId, signsFrom }
  }

  return {
    known,

    /**
     * The key with that id; one that is not known here may have been made elsewhere a moment ago. Whoever makes ids up has
     * the keys read about once a second, not once for each.
     */
    async find(keyId: string): Promise<Key | null> {
      const has = (keys: Key[]) => keys.find((key) => key.keyId === keyId)
      return has(await known()) ?? (lookAgain.take() ? has(await reload()) : null) ?? null
    },

    /** The key that signs now. */
    async signing(): Promise<Key> {
      const key = signingKey(await known(), clock.now()) ?? signingKey(await reload(), clock.now())
      if (!key) throw new Error('there is no key to sign with')
      return key
    },

    /** Makes the next key when that is due, and deletes those that nothing good was signed with. */
    async maintain(): Promise<void> {
      await change(async (trx, keys) => {
        const now = clock.now()
        const spent = keys.filter((key) => !isKeyNeeded(key, now))
        await deleteSigningKeys(
          trx,
          spent.map(({ keyId }) => keyId),
        )
        if (isNextKeyDue(keys, now)) await add(trx, new Date(now.getTime() + keyLeadMs))
      })
    },

    /**
     * Makes the next key, unless it is there already. It is published at once and signs in a while, so nobody
     * notices. With `now`, for a key that has leaked, it signs at once, and no other key's tokens are accepted any more:
     * here from then on, by other processes within seconds.
     */
    async rotate({ now: atOnce = false } = {}): Promise<NextKey> {
      const next = await change(async (trx, keys) => {
        const now = clock.now()
        const pending = keys.find(({ signsFrom }) => signsFrom > now)
        if (!atOnce) return pending ?? (await add(trx, new Date(now.getTime() + keyLeadMs)))
        // The one that was to come may have leaked with the others.
        await deleteSigningKeys(
          trx,
          keys.map(({ keyId }) => keyId),
        )
        return add(trx, now)
      })
      last = null
      return { keyId: next.keyId, signsFrom: next.signsFrom }
    },
  }
}

export type NextKey = { keyId: string; signsFrom: Date }
