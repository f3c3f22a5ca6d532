import { graceMs } from '@anteroom/contract/time-limits'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import { metricList, type ServiceFigure } from '../ground/metric-list.ts'
import { countJobs, countPeople } from './store.ts'

/** Whoever asks does not wait for longer, and a connection is not held for somebody who has gone. */
const statementMs = 1_500

/** Reads what concerns the whole service, whichever process is asked. */
export function createMonitoring({ db, clock }: { db: Kysely<DB>; clock: Clock }) {
  return async (): Promise<ServiceFigure[]> => {
    const now = clock.now()
    const { people, queues } = await db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = ${sql.lit(statementMs)}`.execute(trx)
      return {
        people: await countPeople(trx, now, new Date(now.getTime() - graceMs)),
        queues: await countJobs(trx),
      }
    })
    const figures: ServiceFigure[] = [
      { name: 'anteroom_calls', labels: {}, value: people.calls },
      { name: 'anteroom_people_in_calls', labels: {}, value: people.in_calls },
      { name: 'anteroom_people_waiting', labels: {}, value: people.waiting },
      { name: 'anteroom_longest_wait_seconds', labels: {}, value: people.longest_wait },
      { name: 'anteroom_longest_late_wait_seconds', labels: {}, value: people.longest_late_wait },
      { name: 'anteroom_people_needing_relay', labels: {}, value: people.needing_relay },
      { name: 'anteroom_processes', labels: {}, value: people.processes },
      { name: 'anteroom_events_pending', labels: {}, value: people.events },
      { name: 'anteroom_oldest_event_seconds', labels: {}, value: people.oldest_event },
    ]
    const { part: parts, status: statuses } = metricList.anteroom_people_checked.labels
    for (const part of parts) {
      for (const status of statuses) {
        const found = people.checked.find((counted) => counted.part === part && counted.status === status)
        figures.push({ name: 'anteroom_people_checked', labels: { part, status }, value: found?.people ?? 0 })
      }
    }
    for (const { queue, oldest, ...counts } of queues) {
      figures.push({ name: 'anteroom_oldest_job_seconds', labels: { queue }, value: oldest })
      for (const state of metricList.anteroom_jobs.labels.state) {
        figures.push({ name: 'anteroom_jobs', labels: { queue, state }, value: counts[state] })
      }
    }
    return figures
  }
}
