import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { NewJob, Queue } from '../jobs/jobs.ts'
import type { DeliveryJob } from './deliver.ts'
import { wants } from './rules.ts'
import { insertDeliveries, listEnabled, markHandedOn, type NewDelivery, takeEvents } from './store-deliveries.ts'

type Parts = { db: Kysely<DB>; queue: Queue<DeliveryJob>; clock: Clock; ids: Ids }

const batchSize = 100

/** Makes a delivery of each new event for each webhook that wants it: both exist, or neither. */
export function createFanOut({ db, queue, clock, ids }: Parts) {
  async function handOn(): Promise<{ events: number; deliveries: number }> {
    return db.transaction().execute(async (trx) => {
      const events = await takeEvents(trx, batchSize)
      if (events.length === 0) return { events: 0, deliveries: 0 }
      const now = clock.now()
      const webhooks = await listEnabled(trx, [...new Set(events.map(({ team_id }) => team_id))])
      const deliveries: NewDelivery[] = []
      const jobs: NewJob<DeliveryJob>[] = []
      for (const event of events) {
        for (const { webhook_id } of webhooks.filter((webhook) => wants(webhook, event))) {
          const delivery = { delivery_id: ids.sorted(), webhook_id, event_id: event.event_id, created_at: now }
          deliveries.push(delivery)
          jobs.push(jobOf(delivery, event.team_id))
        }
      }
      await insertDeliveries(trx, deliveries)
      await queue.add(trx, jobs)
      await markHandedOn(
        trx,
        events.map(({ event_id }) => event_id),
        now,
      )
      return { events: events.length, deliveries: deliveries.length }
    })
  }

  return async () => {
    for (;;) {
      const { events, deliveries } = await handOn()
      if (deliveries > 0) queue.nudge()
      if (events < batchSize) return
    }
  }
}

export function jobOf(
  { delivery_id, webhook_id }: Pick<NewDelivery, 'delivery_id' | 'webhook_id'>,
  teamId: string,
): NewJob<DeliveryJob> {
  return { id: delivery_id, group: webhook_id, data: { deliveryId: delivery_id, teamId } }
}
