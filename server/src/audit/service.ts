import { createSecretKey, type KeyObject } from 'node:crypto'
import { type AuditEntry, type AuditPage, type AuditQuery, maxAuditEntries } from '@anteroom/contract/api/audit'
import { parseDate } from '@anteroom/contract/dates'
import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import { search } from '../db/searches.ts'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { writeLine } from '../ground/log.ts'
import type { Proofs } from '../ledger/proofs.ts'
import type { Sealing } from '../sealing/sealing.ts'
import {
  chain,
  emptyChain,
  type Facts,
  findBreak,
  type Head,
  keyedAction,
  needsBoundary,
  type Sealed,
} from './chain.ts'
import { type Checkpoint, checkpointOf } from './checkpoints.ts'
import { createEvidence, type Evidence } from './evidence.ts'
import * as store from './store.ts'

const batch = 2_000
/** How many stretches of old entries one run deletes at most; the next one goes on. */
const maxCuts = 50
/** By how much clocks may differ, and places be given later than things happened. */
const outOfOrderMs = 3_600_000
/** The entry that says which ones were deleted before it. */
const cutAction = 'audit.cut'

export type Audit = ReturnType<typeof createAudit>

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ids: Ids
  sealing: Pick<Sealing, 'secret'>
  proofs: Proofs
  log: Logger
  /** For how many days entries are kept; null for ever. */
  keepDays: number | null
}

/** What came of computing a chain anew. */
export type Verified = {
  entries: number
  head: string
  /** The first entry that is there; 1 unless old ones were deleted. */
  beginsAt: number
  /** The first entry whose hash needs the key. */
  keyedFrom: number | null
  /** The first entry that does not follow from the one before. */
  brokenAt: number | null
} & Evidence

/**
 * Puts the entries of the audit log into a chain of hashes for each team, and reads them. Entries are written by
 * `ledger/` with the change; they get their places a moment later, so that changes do not wait for each other.
 *
 * The hashes are made with a key that stands in the database only sealed: whoever has the database alone can delete
 * entries, but cannot make a chain that looks whole.
 */
export function createAudit({ db, clock, ids, sealing, proofs, log, keepDays }: Parts) {
  // Given as bytes, a key is looked at anew for each entry, which takes several times as long as the hash.
  const readKey = async () => createSecretKey(await sealing.secret('audit-chain'))
  /** The chains whose last hash this process has logged, and which one that was. */
  const logged = new Map<string | null, Checkpoint>()
  let isKeyed = false

  async function sealSome(hold: typeof store.holdSeals): Promise<number> {
    const key = await readKey()
    return db.transaction().execute(async (trx) => {
      if (!(await hold(trx))) return 0
      const entries = await store.readUnsealed(trx, batch)
      warnOfUnproven(entries)
      const byTeam = Map.groupBy(entries, ({ team_id }) => team_id)
      const sealed: Sealed[] = []
      for (const [teamId, facts] of byTeam) sealed.push(...(await continued(trx, key, teamId, facts)))
      if (sealed.length > 0) await store.writeSeals(trx, sealed)
      return entries.length
    })
  }

  /**
   * An entry without proof gets its place as well, so that it can be seen and never goes. While a version from before
   * there were proofs runs beside this one, it writes such entries; else somebody does who can write to the database.
   */
  function warnOfUnproven(entries: readonly (Facts & { team_id: string | null })[]) {
    const unproven = entries
      .filter(({ team_id, ...entry }) => !isProven(team_id, entry))
      .map(({ entry_id }) => entry_id)
    if (unproven.length === 0) return
    const [first] = unproven
    writeLine(log, 'audit-unproven', { entries: unproven.length, first })
  }

  /** A chain from before there was a key goes on with an entry that says so, and vouches for what is before it. */
  async function continued(trx: Transaction<DB>, key: KeyObject, teamId: string | null, facts: Facts[]) {
    const head: Head = (await store.findHead(trx, teamId)) ?? (await beginningOf(trx, teamId))
    if (!needsBoundary(head)) return chain(key, head, facts, clock.now())
    const boundary = await addEntry(trx, teamId, keyedAction, { after: head.seq })
    return chain(key, head, [boundary, ...facts], clock.now())
  }

  /** Writes what the log says of a chain itself. */
  function addEntry(trx: Transaction<DB>, teamId: string | null, action: string, details: object) {
    const nobody = { client_id: null, user_id: null, ip: null, request_id: null }
    const entry = { entry_id: ids.sorted(), team_id: teamId, at: clock.now(), action, target: teamId, details }
    return store.insertEntry(trx, proofs.add({ ...entry, ...nobody }))
  }

  function isProven(teamId: string | null, { mac, details, ...entry }: Facts): boolean {
    if (mac === null) return false
    try {
      return proofs.holds({ ...entry, team_id: teamId, details: JSON.parse(details) }, mac)
    } catch (error) {
      // Nested deeper than anything of ours.
      if (error instanceof RangeError) return false
      throw error
    }
  }

  /** Also of the version before, which gave its entries their places without saying when; nobody can say that later. */
  const isOurs = (teamId: string | null, entry: Sealed) =>
    isProven(teamId, entry) || (entry.mac === null && entry.sealed_at === null)

  /** Once for each process: chains to which nothing is added any more get the key as well. */
  async function keyAll() {
    const key = await readKey()
    for (const teamId of await store.listChains(db)) {
      await db.transaction().execute(async (trx) => {
        await store.waitForSeals(trx)
        const sealed = await continued(trx, key, teamId, [])
        if (sealed.length > 0) await store.writeSeals(trx, sealed)
      })
    }
    isKeyed = true
  }

  /** Where in a chain entries of that time can be: they get their places a moment later, or after an outage much later. */
  async function stretchOf(
    trx: Kysely<DB>,
    teamId: string,
    { from, until }: Pick<store.EntryFilter, 'from' | 'until'>,
  ) {
    const begin = from && (await store.findPassing(trx, teamId, new Date(from.getTime() - outOfOrderMs)))
    const end = until && (await store.findPassing(trx, teamId, new Date(until.getTime() + outOfOrderMs)))
    return { after: begin ? begin.from - 1 : 0, before: end?.until }
  }

  async function readFiltered(trx: Kysely<DB>, teamId: string, filter: store.EntryFilter): Promise<Sealed[]> {
    const { after, before } = await stretchOf(trx, teamId, filter)
    const begin = Math.max(filter.after, after)
    const inTime = await store.readChain(trx, teamId, { ...filter, before, after: begin })
    const left = filter.limit - inTime.length
    if (before === undefined || left === 0) return inTime
    const late = { ...filter, after: Math.max(begin, before - 1), limit: left, isLate: true }
    return [...inTime, ...(await store.readChain(trx, teamId, late))]
  }

  const oldBefore = () => (keepDays === null ? null : new Date(clock.now().getTime() - keepDays * 86_400_000))

  function isOld(at: string): boolean {
    const before = oldBefore()
    return before !== null && new Date(at) < before
  }

  async function beginningOf(trx: Kysely<DB>, teamId: string | null): Promise<Head> {
    return (await store.findCut(trx, teamId)) ?? emptyChain
  }

  /** Reads a chain from its beginning, a stretch at a time. */
  async function* read(from: Kysely<DB>, teamId: string | null): AsyncGenerator<Sealed[]> {
    let after = 0
    for (;;) {
      const stretch = await store.readChain(from, teamId, { after, limit: batch })
      if (stretch.length > 0) yield stretch
      if (stretch.length < batch) return
      after = stretch.at(-1)?.seq ?? after
    }
  }

  /** Deletes a stretch of entries from before that time, which is written down first; whether there was a whole one. */
  async function cutSome(teamId: string | null, before: Date): Promise<boolean> {
    const key = await readKey()
    return db.transaction().execute(async (trx) => {
      await store.waitForSeals(trx)
      const oldest = await store.readChain(trx, teamId, { after: 0, limit: batch })
      const young = oldest.findIndex(({ at }) => at >= before)
      const last = oldest.at(young < 0 ? oldest.length - 1 : young - 1)
      if (young === 0 || !last) return false
      const cut = await addEntry(trx, teamId, cutAction, { seq: last.seq, hash: last.hash.toString('hex') })
      await store.writeSeals(trx, await continued(trx, key, teamId, [cut]))
      await store.cutChain(trx, teamId, last)
      return young < 0 && oldest.length === batch
    })
  }

  async function verifyIn(trx: Kysely<DB>, key: KeyObject, teamId: string | null): Promise<Verified> {
    const cut = await store.findCut(trx, teamId)
    let head: Head = cut ?? emptyChain
    let keyedFrom: number | null = null
    const { evidence, add } = createEvidence({ isProven: (entry) => isProven(teamId, entry), since: proofs.since })
    let isVouchedFor = cut === undefined
    const found = (brokenAt: number | null) => {
      return {
        entries: head.seq,
        head: head.hash.toString('hex'),
        beginsAt: (cut?.seq ?? 0) + 1,
        keyedFrom,
        brokenAt,
        ...evidence,
      }
    }
    for await (const stretch of read(trx, teamId)) {
      const brokenAt = findBreak(key, head, stretch)
      if (brokenAt !== null) return found(brokenAt)
      keyedFrom ??= stretch.find(({ keyed }) => keyed)?.seq ?? null
      for (const entry of stretch) add(entry)
      isVouchedFor ||= stretch.some(
        (entry) => entry.action === cutAction && cut && isOfCut(entry, cut) && isOurs(teamId, entry),
      )
      head = stretch.at(-1) ?? head
    }
    // Only the service itself deletes, and it says so in an entry that is kept.
    return found(isVouchedFor || !cut ? null : cut.seq + 1)
  }

  return {
    /** Gives all entries their places that there are by now. */
    async seal(): Promise<void> {
      if (!isKeyed) await keyAll()
      while ((await sealSome(store.waitForSeals)) === batch);
    },

    /** The same, unless another process is at it; every process does this about once a second. */
    async sealInTurn(): Promise<void> {
      if (!isKeyed) await keyAll()
      while ((await sealSome(store.holdSeals)) === batch);
    },

    async list(teamId: string, query: AuditQuery): Promise<AuditPage> {
      const { after = 0, action, target, from, until } = query
      const limit = Math.min(query.limit ?? 100, maxAuditEntries)
      const filter = { action, target, from: dateOf(from), until: dateOf(until) }
      const isNarrow = Object.values(filter).some((wanted) => wanted !== undefined)
      const entries = await search(db, isNarrow, (trx) =>
        readFiltered(trx, teamId, { ...filter, after, limit: limit + 1 }),
      )
      const content = entries.slice(0, limit).map(toWire)
      const more = entries.length > limit
      return { content, next: more ? String(content.at(-1)?.seq) : null, more }
    },

    /** All chains by team; null is that of what concerns no team. */
    chains: () => store.listChains(db),

    async *export(teamId: string | null): AsyncGenerator<AuditEntry> {
      for await (const stretch of read(db, teamId)) yield* stretch.map(toWire)
    },

    /** Where all chains end now. */
    async checkpoints(): Promise<Checkpoint[]> {
      const points: Checkpoint[] = []
      for (const teamId of await store.listChains(db)) {
        const head = await store.findHead(db, teamId)
        if (head) points.push(checkpointOf(teamId, head))
      }
      return points
    },

    /**
     * Whether the entry is still there that stood at the end of a chain; `cut` when it has been deleted by its age. An
     * entry that is younger than what is deleted was deleted by somebody else, whatever the chain says of it.
     */
    async holds({ team, seq, hash, at }: Checkpoint): Promise<'holds' | 'cut' | 'broken'> {
      const cut = await store.findCut(db, team)
      if (cut && cut.seq >= seq && !isOld(at)) return 'broken'
      if (cut && cut.seq > seq) return 'cut'
      const found = cut?.seq === seq ? cut.hash : await store.findHash(db, team, seq)
      return found?.toString('hex') === hash ? 'holds' : 'broken'
    },

    /** Writes the ends of chains that have grown into the log, from where they come to another machine. */
    async logCheckpoints(): Promise<void> {
      // Whoever has only the database cannot change what this process remembers.
      for (const point of logged.values()) {
        if ((await this.holds(point)) !== 'broken') continue
        writeLine(log, 'audit-broken', point)
      }
      for (const point of await this.checkpoints()) {
        if (logged.get(point.team)?.hash === point.hash) continue
        logged.set(point.team, point)
        writeLine(log, 'audit-checkpoint', point)
      }
    },

    /** Computes all hashes of a chain anew. `brokenAt`: the first place at which they do not agree. */
    async verify(teamId: string | null): Promise<Verified> {
      const key = await readKey()
      // All of it as it stood at one moment, whatever is deleted meanwhile.
      return db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((trx) => verifyIn(trx, key, teamId))
    },

    /** Deletes what is older than entries are kept, if they are not kept for ever. */
    async cutOld(): Promise<void> {
      const before = oldBefore()
      if (before === null) return
      let cuts = 0
      for (const teamId of await store.listChains(db)) {
        while (cuts < maxCuts && (await cutSome(teamId, before))) cuts += 1
      }
    },
  }
}

function isOfCut({ details, keyed }: Sealed, cut: { seq: number; hash: Buffer }): boolean {
  const { seq, hash } = JSON.parse(details) as { seq?: number; hash?: string }
  return keyed && seq === cut.seq && hash === cut.hash.toString('hex')
}

const dateOf = (text: string | undefined) => (text === undefined ? undefined : parseDate(text)?.date)

function toWire({ at, previous_hash, hash, mac: _mac, sealed_at: _sealedAt, ...entry }: Sealed): AuditEntry {
  return {
    ...entry,
    at: at.toISOString(),
    previous_hash: previous_hash.toString('hex'),
    hash: hash.toString('hex'),
  }
}
