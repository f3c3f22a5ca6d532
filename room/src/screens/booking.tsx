import type { VisitView } from '@anteroom/contract/realtime'
import { Icon } from '@anteroom/ui/icon.tsx'
import { bookedTime, zoneName } from '../words/times.ts'
import { words } from '../words/words.ts'
import styles from './booking.module.css'

type Props = {
  view: VisitView
  showPeople?: boolean
  /** Where the time itself is the question, the zone is told as well. */
  showZone?: boolean
  past?: boolean
}

/** Who is to be met, and when, in the visitor's own time. */
export function Booking({ view, showPeople = false, showZone = false, past = false }: Props) {
  const { startTime, endTime, name } = view.session
  const people = showPeople ? peopleToMeet(view) : []
  return (
    <div className={styles.booking}>
      {people.length > 0 && (
        <div className={styles.row}>
          <Icon name="person" />
          <div>
            <p className={styles.label}>{words.meeting.title}</p>
            {people.map(({ key, label, inCall }) => (
              <p key={key} className={styles.strong}>
                <bdi>{label}</bdi> {inCall && <span className={styles.state}>({words.meeting.here})</span>}
              </p>
            ))}
          </div>
        </div>
      )}
      <div className={styles.row}>
        <Icon name="clock" />
        <div>
          <p className={styles.label}>{past ? words.booked.was : words.booked.title}</p>
          <p className={styles.strong}>{bookedTime(startTime, endTime, { now: Date.parse(view.now) })}</p>
          {showZone && <p className={styles.zone}>{words.booked.zone(zoneName(startTime))}</p>}
          {name && (
            <p className={styles.zone}>
              <bdi>{name}</bdi>
            </p>
          )}
        </div>
      </div>
    </div>
  )
}

/** A guest comes for the hosts, a host for everybody else. Whom nobody has named yet means something to hosts only. */
export function peopleToMeet({ expected, me, session }: VisitView): { key: string; label: string; inCall: boolean }[] {
  const hosts = expected.filter(({ role }) => role === 'HOST')
  const named = expected.filter(({ name, role }) => name !== null || role === 'HOST')
  const others = hosts.length > 0 ? hosts : named
  const shown = me.role === 'HOST' ? expected : others
  return shown.map(({ name, role, inCall }, index) => ({
    key: `${index}`,
    label: name ?? (role === 'HOST' ? words.meeting.guest(session.team) : words.meeting.host),
    inCall,
  }))
}
