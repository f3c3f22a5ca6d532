import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { type SealedTable, sealedTables } from './columns.ts'
import { CannotOpen, type Place, type Sealing, sealedShape } from './sealing.ts'

export type Resealing = ReturnType<typeof createResealing>

type Parts = { db: Kysely<DB>; sealing: Sealing }

/** How many values of a column are sealed with a key; with none where `keyId` is null. */
export type SealedCount = { column: string; keyId: string | null; values: number }

type Row = { row_key: string } & Record<string, string | null>

type Scope = { onlyOpen: boolean; stopping?: AbortSignal; unreadable: Set<Place> }

/** The second pass finds what somebody held during the first; a process that still seals with another key has no end. */
const maxPasses = 3

/** So few that nobody who waits for one of the rows notices. */
const batchSize = 200

/** Seals what stands in the tables anew, a few rows at a time, while servers run. */
export function createResealing({ db, sealing }: Parts) {
  /** Goes through a table; with `onlyOpen` through what is not sealed at all. Returns how many rows were written. */
  async function resealTable(table: SealedTable, scope: Scope): Promise<number> {
    let written = 0
    for (let after: string | null = null; !scope.stopping?.aborted; ) {
      const batch = await resealBatch(table, after, scope)
      written += batch.written
      if (batch.last === null) return written
      after = batch.last
    }
    return written
  }

  async function resealBatch(table: SealedTable, after: string | null, { onlyOpen, unreadable }: Scope) {
    return db.transaction().execute(async (trx) => {
      const { rows } = await readRows(table, after, onlyOpen).execute(trx)
      const changed = rows.flatMap((row) => changeOf(table, row, unreadable) ?? [])
      if (changed.length > 0) await writeRows(table, changed).execute(trx)
      return { written: changed.length, last: rows.at(-1)?.row_key ?? null }
    })
  }

  /** What is to be written of a row: what is not sealed with the key that seals now, if it opens. */
  function changeOf({ name, columns, staysOpen }: SealedTable, row: Row, unreadable: Set<Place>): Row | null {
    const stale = Object.entries(columns).flatMap(([column, kind]) => {
      const read = row[column]
      // The secret of a webhook that was deleted is empty, and shall be seen to be.
      if (!read || kind.keyId(read) === sealing.keyId) return []
      if (staysOpen && kind.keyId(read) === null) return []
      const place: Place = `${name}.${column}/${row.row_key}`
      try {
        return [[column, kind.reseal(sealing, place, read)]]
      } catch (error) {
        if (!(error instanceof CannotOpen)) throw error
        unreadable.add(place)
        return []
      }
    })
    return stale.length > 0 ? { row_key: row.row_key, ...Object.fromEntries(stale) } : null
  }

  async function resealAll(scope: Scope): Promise<number> {
    let written = 0
    for (const table of sealedTables) written += await resealTable(table, scope)
    return written
  }

  async function status(): Promise<SealedCount[]> {
    const counts: SealedCount[] = []
    for (const { name, columns } of sealedTables) {
      for (const [column, kind] of Object.entries(columns)) {
        const { rows } = await sql<{ key_id: string | null; values: number }>`
          select substring(${sql.raw(kind.sealedText(column))} from ${sealedShape}) as key_id, count(*) as values
          from ${sql.table(name)} where ${sql.raw(kind.sealedText(column))} <> '' group by 1 order by 1`.execute(db)
        counts.push(...rows.map(({ key_id, values }) => ({ column: `${name}.${column}`, keyId: key_id, values })))
      }
    }
    return counts
  }

  return {
    /** Seals what is not sealed: rows from before there was sealing, and from processes of that time. */
    sealOpen: (stopping: AbortSignal) => resealAll({ onlyOpen: true, stopping, unreadable: new Set() }),

    /**
     * Seals everything with the first of the master keys; then nothing needs the others. What does not open stays as it
     * is, and is named.
     */
    async reseal(): Promise<{ written: number; unreadable: string[] }> {
      const unreadable = new Set<Place>()
      let written = 0
      for (let passes = 0; passes < maxPasses; passes += 1) {
        const more = await resealAll({ onlyOpen: false, unreadable })
        if (more === 0) break
        written += more
      }
      return { written, unreadable: [...unreadable] }
    },

    status,
  }
}

/** Rows that somebody else holds are left to the next time: who writes several of them must not wait for us. */
function readRows({ name, key, keyType, columns }: SealedTable, after: string | null, onlyOpen: boolean) {
  const read = Object.entries(columns).map(([column, kind]) => sql.raw(`${kind.read(column)} as ${column}`))
  const isOpen = Object.entries(columns).map(([column, kind]) => sql.raw(kind.isOpen(column)))
  return sql<Row>`
    select ${sql.ref(key)}::text as row_key, ${sql.join(read)}
    from ${sql.table(name)}
    where ${after === null ? sql`true` : sql`${sql.ref(key)} > ${after}::${sql.raw(keyType)}`}
      and ${onlyOpen ? sql`(${sql.join(isOpen, sql` or `)})` : sql`true`}
    order by ${sql.ref(key)} limit ${batchSize}
    for no key update skip locked`
}

function writeRows({ name, key, keyType, columns }: SealedTable, rows: Row[]) {
  const names = Object.keys(columns)
  const given = ['row_key', ...names].map((column) => sql`${rows.map((row) => row[column] ?? null)}::text[]`)
  const changes = Object.entries(columns).map(([column, kind]) =>
    sql.raw(`${column} = coalesce(${kind.write(`changed.${column}`)}, ${name}.${column})`),
  )
  return sql`
    update ${sql.table(name)} set ${sql.join(changes)}
    from unnest(${sql.join(given)}) as changed (row_key, ${sql.join(names.map((column) => sql.ref(column)))})
    where ${sql.ref(`${name}.${key}`)} = changed.row_key::${sql.raw(keyType)}`
}
