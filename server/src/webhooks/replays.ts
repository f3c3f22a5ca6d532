import { maxReplayed, type Replay, type ReplayAnswer } from '@anteroom/contract/api/replays'
import type { Delivery } from '@anteroom/contract/api/webhooks'
import { parseDate } from '@anteroom/contract/dates'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import { latest } from './rules.ts'
import type { WebhookRow } from './store.ts'
import { type DeliveryRow, type EventRow, findDelivery } from './store-deliveries.ts'
import { findToldSince } from './store-events.ts'
import { holdEvent, listAllInTime, listUndelivered } from './store-replays.ts'
import { deliveryToWire } from './wire.ts'

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ledger: Ledger
  /** The webhook, held until the transaction ends; refuses where nothing is sent to it. */
  hold(trx: Transaction<DB>, caller: TeamCaller, webhookId: string): Promise<WebhookRow>
  deliveryOf(webhook: WebhookRow, event: EventRow): DeliveryRow
  send(trx: Transaction<DB>, deliveries: DeliveryRow[]): Promise<void>
  /** Says that there is something to be sent. */
  nudge(): void
}

const forgotten =
  'The event given as `after` was deleted, and others with it. Ask again without `after`: what is on its way or has arrived since is left out of the failed ones.'

/** Sends events again, with the ids that they have. */
export function createReplays({ db, clock, ledger, hold, deliveryOf, send, nudge }: Parts) {
  return {
    /** One of them, whatever became of the delivery. */
    async replay(caller: TeamCaller, webhookId: string, deliveryId: string): Promise<Delivery> {
      const made = await db.transaction().execute(async (trx) => {
        const webhook = await hold(trx, caller, webhookId)
        const found = await findDelivery(trx, webhookId, deliveryId)
        if (!found) throw new ProblemError('not-found')
        const { event_id, team_id, type, payload, created_at } = found
        const delivery = deliveryOf(webhook, { event_id, team_id, type, payload, created_at })
        await send(trx, [delivery])
        const made = deliveryToWire(delivery, [])
        const details = { deliveryId }
        await ledger.record(trx, caller, { action: 'webhook.replay', target: webhookId, details, answer: made })
        return made
      })
      nudge()
      return made
    },

    /**
     * Those of a stretch of time. Of two requests at once the second finds what the first has sent on its way, and leaves
     * it out.
     */
    async replayMany(caller: TeamCaller, webhookId: string, asked: Replay): Promise<ReplayAnswer> {
      const { events = 'failed', after = null } = asked
      const stretch = { ...timesOf(asked, clock.now()), after, limit: maxReplayed + 1 }
      const made = await db.transaction().execute(async (trx) => {
        const webhook = await hold(trx, caller, webhookId)
        if (after !== null && !(await holdEvent(trx, webhook, after)))
          throw new ProblemError('events-forgotten', forgotten)
        const { app_id: appId, team_id: teamId } = webhook
        // Nor does an application learn by this what happened before it was let in.
        const toldSince = appId === null ? null : await findToldSince(trx, { teamId, appId })
        const from = latest(stretch.from, toldSince) ?? stretch.from
        const list = events === 'all' ? listAllInTime : listUndelivered
        const found = await list(trx, webhook, { ...stretch, from })
        const again = found.slice(0, maxReplayed)
        await send(
          trx,
          again.map((event) => deliveryOf(webhook, event)),
        )
        const more = found.length > again.length
        const made = { replayed: again.length, next: (more && again.at(-1)?.event_id) || null, more }
        const details = {
          events,
          from: from.toISOString(),
          until: stretch.until.toISOString(),
          replayed: made.replayed,
        }
        await ledger.record(trx, caller, { action: 'webhook.replay-many', target: webhookId, details, answer: made })
        return made
      })
      nudge()
      return made
    },
  }
}

function timesOf(asked: Replay, now: Date): { from: Date; until: Date } {
  const from = parseDate(asked.from)?.date ?? now
  const until = (asked.until && parseDate(asked.until)?.date) || now
  if (from < until) return { from, until }
  const [pointer, message] = asked.until ? ['/until', 'must be later than from'] : ['/from', 'must be in the past']
  throw new ProblemError('invalid-request', undefined, [{ pointer, message }])
}
