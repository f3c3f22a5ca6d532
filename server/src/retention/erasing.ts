import type { Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { erasePayers } from '../payments/erasing.ts'
import { withdrawPayments } from '../payments/records.ts'
import * as sessions from '../sessions/erasing.ts'
import { deleteBandwidth } from '../summary/erasing.ts'
import * as visits from '../visits/erasing.ts'
import type { Kind } from './rules.ts'

/**
 * All that is stored about people in sessions, and what of it goes together; how each goes is said by the folder that
 * writes it. That nothing is forgotten a test sees, which knows all columns.
 */

type Trx = Transaction<DB>

/** Of sessions that are held and in which there is no call. */
export async function eraseInSessions(trx: Trx, kind: Kind, ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  const inThem: visits.Of = { column: 'session_id', ids }
  if (kind === 'names') {
    await sessions.eraseNames(trx, ids, at)
    await visits.eraseNames(trx, inThem)
    await erasePayers(trx, inThem)
  }
  if (kind === 'checks') await visits.eraseChecks(trx, inThem)
  if (kind === 'summaries') {
    await deleteBandwidth(trx, inThem)
    await visits.eraseTimes(trx, inThem)
    await sessions.eraseCallTimes(trx, ids)
  }
  if (kind === 'sessions') {
    await deleteBandwidth(trx, inThem)
    await visits.deleteVisits(trx, inThem)
    await erasePayers(trx, inThem)
    await sessions.eraseSessions(trx, ids, at)
  }
}

/** Erases one seat of a session that is held, and takes it away. */
export async function eraseSeat(trx: Trx, participantId: string, sessionId: string, at: Date) {
  const behindIt: visits.Of = { column: 'participant_id', ids: [participantId] }
  await deleteBandwidth(trx, behindIt)
  await visits.deleteVisits(trx, behindIt)
  await withdrawPayments(trx, { sessionId, participantIds: [participantId] }, at)
  await erasePayers(trx, behindIt)
  await sessions.eraseSeat(trx, { participantId, sessionId, at })
}
