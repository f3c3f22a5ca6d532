import { hueOf, initialsOf } from '@anteroom/contract/initials'
import { presenceOf, whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { Hidden } from '@anteroom/ui/hidden.tsx'
import { labelOf } from '../words/label-of.ts'
import { bookedTime, lasted } from '../words/times.ts'
import { words } from '../words/words.ts'
import { useTimeOf } from './use-time-of.ts'

type Props = {
  view: VisitView
  /** The heading says whom one meets, and how it stands with them. */
  told?: boolean
  /** Drawn as something that goes on by itself. */
  alive?: boolean
  /** Where the time stands apart, and nobody can be there yet. */
  timeless?: boolean
}

/** So many names say whom one meets; more would push the rest out of sight. */
const most = 3

/** Whom one will see, how it stands with them, and when. */
export function Meeting({ view, told, alive, timeless }: Props) {
  const now = useTimeOf(view)
  const { startTime, endTime, name } = view.session
  const people = whomToMeet(view)
  const more = people.length - most
  const Words = told ? Hidden : 'span'
  return (
    <div className={told ? 'meet meet-one' : 'meet'}>
      {[...people.slice(0, most).entries()].map(([at, one]) => (
        <p key={at} className="meet-person" data-here={one.inCall || one.waits || undefined}>
          <span
            className={alive ? 'meet-sign meet-alive' : 'meet-sign'}
            data-hue={hueOf(labelOf(one, view))}
            aria-hidden="true"
          >
            {initialsOf(labelOf(one, view)) || '·'}
          </span>
          <Words>
            <bdi>{labelOf(one, view)}</bdi>{' '}
            {!timeless && (
              <span key={presenceOf(one)}>
                {words.meeting.presence[presenceOf(one)]}
                {one.waitsSince && now - Date.parse(one.waitsSince) >= 60_000
                  ? ` · ${lasted(now - Date.parse(one.waitsSince))}`
                  : ''}
              </span>
            )}
          </Words>
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
