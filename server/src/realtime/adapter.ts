import { createAdapter } from '@socket.io/postgres-adapter'
import type pg from 'pg'
import { type Database, hangUp } from '../db/pool.ts'
import type { Complain } from '../db/unavailable.ts'
import type { RoomServer } from './page.ts'

/** How often the connection that listens is asked whether it lives, and how long it may take to say so. */
const probeMs = 2_000
const answerWithinMs = 3_000

/** How processes tell each other things; another implementation may take its place. */
export type ProcessAdapter = { adapter: NonNullable<Parameters<RoomServer['adapter']>[0]>; close(): void }

type Parts = { database: Database; complain: Complain }

/**
 * Carries messages between processes by PostgreSQL's notifications. The adapter takes the connection on which it
 * listens out of a pool and would never give it back: each time the connection breaks, the pool has one less. So the
 * adapter gets connections of its own, one at a time, and it is noticed when one dies without a word. What is said
 * while there is none is lost; see `look-again.ts`.
 */
export function createPostgresAdapter({ database, complain }: Parts): ProcessAdapter {
  let listening: pg.Client | null = null
  let isClosed = false

  function drop() {
    if (!listening) return
    // It has a successor already; without this the adapter would look for another.
    listening.removeAllListeners('end')
    listening.removeAllListeners('notification')
    hangUp(listening)
    listening = null
  }

  async function connect() {
    // Whoever asks again after the end waits for ever; a refusal would have them ask for ever.
    if (isClosed) return new Promise<never>(() => {})
    const client = await database.connect(answerWithinMs)
    // The adapter may look for a connection twice when one breaks at its first word.
    drop()
    if (isClosed) hangUp(client)
    listening = client
    return Object.assign(client, { release: () => hangUp(client) })
  }

  const probing = setInterval(() => {
    const asked = listening
    // The driver takes the limit with the query; its types do not have it.
    const question = { text: 'select 1', query_timeout: answerWithinMs }
    asked?.query(question).catch(() => hangUp(asked))
  }, probeMs)
  probing.unref()

  // Of a pool it needs these two.
  const pool = { connect, query: (text: string, values?: unknown[]) => database.calls.pool.query(text, values) }
  return {
    adapter: createAdapter(pool as unknown as pg.Pool, {
      tableName: 'realtime_attachments',
      // PostgreSQL takes notifications of less than 8,000 bytes.
      payloadThreshold: 7_500,
      errorHandler: (error) => complain(error, 'others-not-reached'),
    }),
    close() {
      isClosed = true
      clearInterval(probing)
      drop()
    },
  }
}
