import type { ServiceFigure } from '../ground/metric-list.ts'
import { broken, doubtful, type Finding, fine } from './findings.ts'

/** Older than this nothing may be that is due, in seconds. */
const lateSeconds = 300

/** Whether servers run, and get on with what they have to do. */
export function lookAtWork(figures: readonly ServiceFigure[]): Finding[] {
  const highest = (name: ServiceFigure['name']) =>
    Math.max(0, ...figures.filter((figure) => figure.name === name).map(({ value }) => value))
  const processes = highest('anteroom_processes')
  if (processes === 0)
    return [broken('processes', 'No server says that it lives.', 'Start one, and see what it writes.')]
  const late = Math.max(highest('anteroom_oldest_event_seconds'), highest('anteroom_oldest_job_seconds'))
  return [
    fine('processes', processes === 1 ? 'One server lives.' : `${processes} servers live.`),
    late > lateSeconds
      ? doubtful(
          'background work',
          `Something has been due for ${Math.round(late / 60)} minutes: webhooks come late, or payments are not asked about.`,
          'Look in the logs for job-failed; if there is none, start another process.',
        )
      : fine('background work', 'Nothing waits for longer than it should.'),
  ]
}
