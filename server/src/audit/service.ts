import type { AuditEntry, AuditPage, AuditQuery } from '@anteroom/contract/api/audit'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { chain, emptyChain, type Facts, findBreak, type Head, type Sealed } from './chain.ts'
import { findHead, holdSeals, listChains, readChain, readUnsealed, writeSeals } from './store.ts'

const batch = 2_000

export type Audit = ReturnType<typeof createAudit>

/**
 * Puts the entries of the audit log into a chain of hashes for each team, and reads them. Entries are written by
 * `ledger/` with the change; they get their places a moment later, so that changes do not wait for each other.
 */
export function createAudit({ db }: { db: Kysely<DB> }) {
  async function sealSome(): Promise<number> {
    return db.transaction().execute(async (trx) => {
      if (!(await holdSeals(trx))) return 0
      const entries = await readUnsealed(trx, batch)
      const byTeam = new Map<string | null, Facts[]>()
      for (const { team_id, ...facts } of entries) byTeam.set(team_id, [...(byTeam.get(team_id) ?? []), facts])
      const sealed: Sealed[] = []
      for (const [teamId, facts] of byTeam) {
        sealed.push(...chain((await findHead(trx, teamId)) ?? emptyChain, facts))
      }
      if (sealed.length > 0) await writeSeals(trx, sealed)
      return entries.length
    })
  }

  /** Reads a chain from its beginning, a stretch at a time. */
  async function* read(teamId: string | null): AsyncGenerator<Sealed[]> {
    let after = 0
    for (;;) {
      const stretch = await readChain(db, teamId, after, batch)
      if (stretch.length > 0) yield stretch
      if (stretch.length < batch) return
      after = stretch.at(-1)?.seq ?? after
    }
  }

  return {
    /** Gives all entries their places; every process does this about once a second. */
    async seal(): Promise<void> {
      while ((await sealSome()) === batch);
    },

    async list(teamId: string, { after = 0, limit = 100 }: AuditQuery): Promise<AuditPage> {
      const entries = await readChain(db, teamId, after, limit + 1)
      return { entries: entries.slice(0, limit).map(toWire), more: entries.length > limit }
    },

    /** All chains by team; null is that of what concerns no team. */
    chains: () => listChains(db),

    async *export(teamId: string | null): AsyncGenerator<AuditEntry> {
      for await (const stretch of read(teamId)) yield* stretch.map(toWire)
    },

    /** Computes all hashes of a chain anew. `brokenAt`: the first place at which they do not agree. */
    async verify(teamId: string | null): Promise<{ entries: number; head: string; brokenAt: number | null }> {
      let head: Head = emptyChain
      for await (const stretch of read(teamId)) {
        const brokenAt = findBreak(head, stretch)
        if (brokenAt !== null) return { entries: head.seq, head: head.hash.toString('hex'), brokenAt }
        head = stretch.at(-1) ?? head
      }
      return { entries: head.seq, head: head.hash.toString('hex'), brokenAt: null }
    },
  }
}

function toWire({ at, previous_hash, hash, ...entry }: Sealed): AuditEntry {
  return {
    ...entry,
    at: at.toISOString(),
    previous_hash: previous_hash.toString('hex'),
    hash: hash.toString('hex'),
  }
}
