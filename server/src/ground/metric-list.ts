import { callExits, type PhaseName, phases } from '@anteroom/contract/phases'

/**
 * `of`: `process` for what one process has seen or done, which is added up over all of them; `service` for what every
 * process reads from the database and says alike. `labels`: each with all its values; null where they are names from the
 * code, such as routes.
 */
type Metric = {
  type: 'gauge' | 'counter' | 'histogram'
  of: 'process' | 'service'
  labels: Record<string, readonly string[] | null>
  says: string
  buckets?: readonly number[]
}

const phaseNames = Object.keys(phases) as PhaseName[]

/** What came of a wish to go in, besides a phase that does not let anybody in. */
const wishes = ['in-call', 'waiting', 'locked', 'other-device'] as const
const troubles = ['turned-away', 'no-name', 'too-many-requests', 'unavailable', 'internal', 'other'] as const
/** The phases in which nobody goes in. */
export const closedPhases = [
  'unknown',
  'removed',
  'cancelled',
  'over',
  'used-elsewhere',
  'taken-over',
  'too-early',
  'payment',
] as const satisfies PhaseName[]

const checkedParts = ['browser', 'camera', 'microphone', 'reachability', 'bandwidth'] as const

/**
 * All that is told at `/metrics` besides what the library says of memory and the event loop. docs/metrics.md has each of
 * them in the same words. No label ever names a person, a link, a session or a team.
 */
export const metricList = {
  anteroom_calls: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'Calls that go on: sessions in which two people or more are in the call.',
  },
  anteroom_people_in_calls: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'People who are in a call, on hold or alone in it as well.',
  },
  anteroom_people_waiting: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'People who have asked to go in and are held at the door.',
  },
  anteroom_longest_wait_seconds: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'How long the one of them who has waited for longest is there; 0 where nobody waits.',
  },
  anteroom_longest_late_wait_seconds: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'The same, counted from the booked start where they came before it: for how long somebody is late for them.',
  },
  anteroom_waits_seconds: {
    type: 'histogram',
    of: 'process',
    labels: {},
    buckets: [5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600],
    says: 'How long those were held at the door who then came into the call.',
  },

  anteroom_links_opened_total: {
    type: 'counter',
    of: 'process',
    labels: { phase: phaseNames },
    says: 'Pages of entry links that were sent, by the phase that they show first. Scanners of mail open links, too.',
  },
  anteroom_joins_total: {
    type: 'counter',
    of: 'process',
    labels: { outcome: [...wishes, ...closedPhases, ...troubles] },
    says: 'What came of asking to go in: into the call, held at the door (by the waiting room or a lock), asked for on the other device that has the place, or why not.',
  },
  anteroom_connections_refused_total: {
    type: 'counter',
    of: 'process',
    labels: { cause: ['unknown-link', 'too-many-requests', 'unavailable'] },
    says: 'Pages that were not connected, by what they were told. They try again by themselves.',
  },
  anteroom_call_exits_total: {
    type: 'counter',
    of: 'process',
    labels: { how: callExits },
    says: 'How people went out of calls. Whose page was gone for 20 seconds is `lost`.',
  },
  anteroom_people_checked: {
    type: 'gauge',
    of: 'service',
    labels: { part: checkedParts, status: ['ok', 'warning', 'failed', 'untested'] },
    says: 'People whose page is connected, by what its check before the call has found.',
  },
  anteroom_people_needing_relay: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'Those of them whose check found no way for sound and pictures but a TURN relay.',
  },
  anteroom_connections_rated_total: {
    type: 'counter',
    of: 'process',
    labels: { connection: ['good', 'fair', 'poor'] },
    says: 'What people have said at the exit of how their connection was.',
  },
  anteroom_call_bytes_total: {
    type: 'counter',
    of: 'process',
    labels: { way: ['direct', 'relayed'] },
    says: 'What pages have sent and received in calls, as they tell it themselves: by a TURN relay or without one. Both ends tell, so each byte is there twice.',
  },

  anteroom_events_pending: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'Events of which no deliveries to webhooks were made yet.',
  },
  anteroom_oldest_event_seconds: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'The age of the oldest of them; 0 where there is none.',
  },
  anteroom_jobs: {
    type: 'gauge',
    of: 'service',
    labels: { queue: null, state: ['due', 'later', 'active', 'failed'] },
    says: 'Background work: due and not begun, to be done or tried again later, being done, given up in the last hour. `webhook-deliveries` is the queue of webhooks.',
  },
  anteroom_oldest_job_seconds: {
    type: 'gauge',
    of: 'service',
    labels: { queue: null },
    says: 'For how long the oldest work that is due has been so; 0 where none is.',
  },
  anteroom_jobs_failed_total: {
    type: 'counter',
    of: 'process',
    labels: { queue: null },
    says: 'Attempts at background work that ended in an error of ours; each is in the log as `job-failed`.',
  },
  anteroom_webhook_attempts_total: {
    type: 'counter',
    of: 'process',
    labels: { outcome: ['delivered', 'failed', 'given-up'] },
    says: 'Attempts to deliver to webhooks. After one that has failed another follows; after one that is given up none.',
  },

  anteroom_http_request_seconds: {
    type: 'histogram',
    of: 'process',
    labels: { method: null, route: null, status: null },
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    says: 'Time from the request to the end of its answer. Routes are told by their patterns.',
  },
  anteroom_limits_refused_total: {
    type: 'counter',
    of: 'process',
    labels: { limit: null },
    says: 'What was refused because somebody had used up a limit.',
  },
  anteroom_pages: {
    type: 'gauge',
    of: 'process',
    labels: {},
    says: 'Pages that are connected.',
  },
  anteroom_unexpected_errors: {
    type: 'gauge',
    of: 'process',
    labels: {},
    says: 'Errors that nobody reckoned with, since the process began; each is in its log.',
  },
  anteroom_processes: {
    type: 'gauge',
    of: 'service',
    labels: {},
    says: 'Server processes that say that they live.',
  },
  anteroom_database_up: {
    type: 'gauge',
    of: 'process',
    labels: {},
    says: '1 when the database has answered; else 0, and all that concerns the whole service is left out.',
  },
  anteroom_database_unconfirmed: {
    type: 'gauge',
    of: 'process',
    labels: {},
    says: '1 while nobody has said whether the database is a copy, and webhooks and payments wait; else 0.',
  },
  anteroom_database_connections: {
    type: 'gauge',
    of: 'process',
    labels: {},
    says: 'Open connections to the database.',
  },
  anteroom_database_waiting: {
    type: 'gauge',
    of: 'process',
    labels: {},
    says: 'Queries that wait for a connection.',
  },
} as const satisfies Record<string, Metric>

type MetricList = typeof metricList
export type MetricName = keyof MetricList

type NameOf<Facts extends Partial<Metric>> = {
  [Name in MetricName]: MetricList[Name] extends Facts ? Name : never
}[MetricName]

export type CounterName = NameOf<{ type: 'counter' }>
export type HistogramName = NameOf<{ type: 'histogram' }>
/** A figure that a process reads in itself, without labels. */
export type ReadingName = NameOf<{ type: 'gauge'; of: 'process' }>
export type ServiceName = NameOf<{ type: 'gauge'; of: 'service' }>

export type LabelsOf<Name extends MetricName> = {
  [Label in keyof MetricList[Name]['labels']]: MetricList[Name]['labels'][Label] extends readonly (infer Value extends
    string)[]
    ? Value
    : string
}

export type JoinOutcome = LabelsOf<'anteroom_joins_total'>['outcome']

/** A figure that concerns the whole service. */
export type ServiceFigure = {
  [Name in ServiceName]: { name: Name; labels: LabelsOf<Name>; value: number }
}[ServiceName]

/** A metric as it is declared, without what is special to one of them. */
export const metricOf = (name: MetricName): Metric => metricList[name]

/** With whom it is about, so that whoever adds it up does so rightly. */
export function helpOf(name: MetricName): string {
  const { of, says } = metricOf(name)
  return `${says} ${of === 'process' ? 'Of this process.' : 'Of the whole service.'}`
}
