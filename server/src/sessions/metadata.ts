import type { Sealing } from '../sealing/sealing.ts'

type Metadata = Record<string, string>

/** As it is stored: JSON, or null where there are no pairs; undefined where it is not spoken of. */
export function metadataText(metadata: Metadata | null | undefined): string | null | undefined {
  if (metadata === undefined) return undefined
  return metadata === null || Object.keys(metadata).length === 0 ? null : JSON.stringify(metadata)
}

export const readMetadata = (text: string | null): Metadata | null =>
  text === null ? null : (JSON.parse(text) as Metadata)

type Stored = { session_id: string; metadata: string | null }

/** A session as it is stored: its metadata may be about people, as a name may that stands with a seat. */
export function sealSession<Row extends Stored>(sealing: Sealing, row: Row): Row {
  if (row.metadata === null) return row
  return { ...row, metadata: sealing.seal(`sessions.metadata/${row.session_id}`, row.metadata) }
}

/** The other way. */
export function openSession<Row extends Stored>(sealing: Sealing, row: Row): Row {
  if (row.metadata === null) return row
  return { ...row, metadata: sealing.openOptional(`sessions.metadata/${row.session_id}`, row.metadata) }
}
