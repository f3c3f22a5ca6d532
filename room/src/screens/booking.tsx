import type { VisitView } from '@anteroom/contract/realtime'
import { bookedTime } from '../words/times.ts'
import { laterWords } from '../words/words.ts'
import styles from './booking.module.css'
import { useTimeOf } from './use-time-of.ts'

/** When it was to be, in the visitor's own time: for whoever may ask for it or about it. */
export function Booking({ view, past }: { view: VisitView; past: boolean }) {
  const now = useTimeOf(view)
  const { startTime, endTime, name } = view.session
  return (
    <div className={styles.booking}>
      <p className={styles.quiet}>{past ? laterWords.booked.was : laterWords.booked.title}</p>
      <p className={styles.time}>{bookedTime(startTime, endTime, { now })}</p>
      {name && (
        <p className={styles.quiet}>
          <bdi>{name}</bdi>
        </p>
      )}
    </div>
  )
}
