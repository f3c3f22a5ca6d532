import { hueOf, initialsOf } from '@anteroom/contract/initials'
import { type Presence, presenceOf, whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { labelOf } from '../words/label-of.ts'
import { bookedTime, lasted } from '../words/times.ts'
import { words } from '../words/words.ts'
import { useTimeOf } from './use-time-of.ts'

type Props = {
  view: VisitView
  /** What is to be said of somebody, where more is known than whether they are there. */
  says?: (presence: Presence) => string
  /** Drawn as something that goes on by itself. */
  alive?: boolean
  /** Where the time stands apart. */
  timeless?: boolean
}

/** So many names say whom one meets; more would push the rest out of sight. */
const most = 3

/** Whom one will see, how it stands with them, and when. */
export function Meeting({ view, says = (presence) => words.meeting.presence[presence], alive, timeless }: Props) {
  const now = useTimeOf(view)
  const { startTime, endTime, name } = view.session
  const people = whomToMeet(view)
  const more = people.length - most
  return (
    <div className="meet">
      {[...people.slice(0, most).entries()].map(([at, one]) => (
        <p key={at} className="meet-person" data-here={one.inCall || one.waits || undefined}>
          <span
            className={alive ? 'meet-sign meet-alive' : 'meet-sign'}
            data-hue={hueOf(labelOf(one, view))}
            aria-hidden="true"
          >
            {initialsOf(labelOf(one, view)) || '·'}
          </span>
          <span>
            <bdi>{labelOf(one, view)}</bdi>{' '}
            {/* An empty text would not take away what a translator has put in the place of one. */}
            <span key={says(presenceOf(one))} className={one.waits && 'meet-waits'}>
              {says(presenceOf(one))}
              {one.waitsSince && now - Date.parse(one.waitsSince) >= 60_000
                ? ` · ${lasted(now - Date.parse(one.waitsSince))}`
                : ''}
            </span>
          </span>
        </p>
      ))}
      {more > 0 && <p className="meet-quiet">{words.meeting.more(more)}</p>}
      <p className="meet-time">
        {!timeless && <time>{bookedTime(startTime, endTime, { now })}</time>}
        {name && <bdi translate={false}>{name}</bdi>}
      </p>
    </div>
  )
}
