import type { Phase } from '@anteroom/contract/phases'
import { type Presence, whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Page } from '@anteroom/ui/page.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import { useRef } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { labelOf } from '../../words/label-of.ts'
import { clockTime, lasted } from '../../words/times.ts'
import { words } from '../../words/words.ts'
import { Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { Meeting } from '../meeting.tsx'
import { DeviceProblems } from '../precall/device-problems.tsx'
import { Preview } from '../precall/preview.tsx'
import styles from './waiting.module.css'

type WaitingPhase = Extract<Phase, { name: 'waiting' }>

export function Waiting({ room, view, phase }: { room: Room; view: VisitView; phase: WaitingPhase }) {
  const { knockedAt, message, turnedAway, ahead, locked, sentBack, moving, nobodyLetsIn } = phase
  const { team } = view.session
  const now = useNow(room.visit.serverNow)
  useWakeLock()
  const here = whomToMeet(view).filter(({ inCall }) => inCall)
  const [host] = here
  /** Who has decided it: of several who are there, nobody knows which. */
  const who = host && here.length === 1 ? labelOf(host, view) : team
  const seen = useRef({ message, at: 0 })
  if (seen.current.message !== message) seen.current = { message, at: now }
  const { at } = seen.current
  return (
    <Page owner={team} broad>
      <div className={styles.columns}>
        <div className={styles.part}>
          {moving ? (
            <Later>
              {({ Moving }) => <Moving room={room} team={team} now={now} turnedAway={turnedAway} moving={moving} />}
            </Later>
          ) : (
            <Heading>
              {turnedAway ? words.waiting.turnedAway : locked ? words.told.lockedTitle : words.waiting.title}
            </Heading>
          )}
          {message && (
            <figure className={styles.letter}>
              <blockquote dir="auto">{message}</blockquote>
              <figcaption>
                {words.waiting.message(team)}
                {/* One that stood there before this page came has no time. */}
                {at > 0 && <time> · {clockTime(at)}</time>}
              </figcaption>
            </figure>
          )}
          {!moving &&
            (turnedAway ? (
              <>
                <p className={styles.lead}>{words.waiting.turnedAwayText(who)}</p>
                <Later>
                  {({ AskAgain }) => (
                    <AskAgain room={room} asks="door:knock" leftMs={Date.parse(turnedAway.mayKnockAt) - now} />
                  )}
                </Later>
              </>
            ) : (
              <>
                {locked && (
                  <Note icon="lock">
                    <p>{words.told.lockedText(team)}</p>
                    <p>{words.told.lockedGoesOn}</p>
                  </Note>
                )}
                {nobodyLetsIn ? (
                  <Later>{({ NobodyLetsIn }) => <NobodyLetsIn session={view.session} />}</Later>
                ) : (
                  <p className={styles.lead}>
                    {sentBack
                      ? words.told.sentBack(who)
                      : host && !locked && words.waiting.started(labelOf(host, view))}{' '}
                    {ahead === 0 ? words.waiting.next : words.waiting.ahead(ahead)}
                  </p>
                )}
                <p>{words.waiting.keepOpen}</p>
              </>
            ))}
          <Meeting view={view} says={says} alive={!turnedAway} />
          {!moving && !turnedAway && (
            <p className={styles.quiet}>
              {words.waiting.since(clockTime(knockedAt), lasted(now - Date.parse(knockedAt)))}
            </p>
          )}
        </div>
        <div className={styles.part}>
          {room.canCall && (
            <>
              <Preview devices={room.devices} />
              <DeviceProblems devices={room.devices} />
            </>
          )}
          <div className={styles.below}>
            <p className={styles.quiet}>{words.waiting.selfView}</p>
            <LeaveButton room={room} view={{ ...view, othersJoined: false }} asks={!moving && !turnedAway} />
          </div>
        </div>
      </div>
    </Page>
  )
}

/** Of whoever is there, the words above tell. */
const says = (presence: Presence) => (presence === 'here' ? '' : words.meeting.presence[presence])
