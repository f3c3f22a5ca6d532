import type { Phase } from '@anteroom/contract/phases'
import { presenceOf, whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Page } from '@anteroom/ui/page.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import { useRef } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { clockTime, lasted } from '../../words/times.ts'
import { speakersOf } from '../../words/who-speaks.ts'
import { words } from '../../words/words.ts'
import { Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { Meeting } from '../meeting.tsx'
import { Preview } from '../precall/preview.tsx'
import { newsOf } from './news.ts'
import styles from './waiting.module.css'

type WaitingPhase = Extract<Phase, { name: 'waiting' }>

export function Waiting({ room, view, phase }: { room: Room; view: VisitView; phase: WaitingPhase }) {
  const { knockedAt, message, turnedAway, ahead, sentBack, moving, nobodyLetsIn } = phase
  const { team } = view.session
  const now = useNow(room.visit.serverNow)
  useWakeLock()
  const waitedMs = now - Date.parse(knockedAt)
  const expected = whomToMeet(view)
  const { author, decider, host } = speakersOf(view)
  /** Who is meant where it can be nobody else. */
  const only = expected.length === 1 && expected[0]?.name ? expected[0] : null
  const { at, isMessageNewest } = useLastOf(message, expected.map(presenceOf).join(), now)
  const news = newsOf(phase, { isHostHere: Boolean(host), isMessageNewest })
  const isTold = only && !moving && (news === 'away' || (/^(here|turnedAway)$/.test(news) && decider === only.name))
  if (moving && turnedAway) {
    return (
      <Later>
        {({ Refused }) => <Refused room={room} view={view} now={now} message={message} turnedAway={turnedAway} />}
      </Later>
    )
  }
  const headings = {
    turnedAway: words.waiting.turnedAway(decider),
    locked: words.told.lockedTitle,
    message: words.waiting.message(author),
    sentBack: words.waiting.back,
    // A heading has no full stop.
    ahead: words.waiting.ahead(ahead).slice(0, -1),
    here: host && words.waiting.started(host),
    away: only && (
      <>
        <bdi>{only.name}</bdi> {words.meeting.presence[presenceOf(only)]}
      </>
    ),
    plain: null,
  }
  return (
    <Page owner={team} broad>
      <div className={styles.columns}>
        <div className={styles.part}>
          {!moving && !turnedAway && (
            <p className={styles.quiet}>
              {words.waiting.since(clockTime(knockedAt))}
              {waitedMs >= 60_000 && ` · ${lasted(waitedMs)}`}
            </p>
          )}
          {moving ? (
            <Later>{({ Moving }) => <Moving room={room} team={team} now={now} moving={moving} />}</Later>
          ) : (
            <Heading>{headings[news] || words.waiting.title}</Heading>
          )}
          {message && (
            <figure className={styles.letter}>
              <blockquote dir="auto">{message}</blockquote>
              <figcaption>
                {news !== 'message' && !(turnedAway && author === decider) && words.waiting.message(author)}
                {/* One that stood there before this page came has no time. */}
                {at > 0 && <time>{clockTime(at)}</time>}
              </figcaption>
            </figure>
          )}
          {turnedAway ? (
            <Later>
              {({ TurnedAway }) => <TurnedAway room={room} leftMs={Date.parse(turnedAway.mayKnockAt) - now} />}
            </Later>
          ) : (
            !moving && (
              <>
                {news === 'locked' && <Later>{({ Locked }) => <Locked team={team} />}</Later>}
                {nobodyLetsIn ? (
                  <Later>{({ NobodyLetsIn }) => <NobodyLetsIn session={view.session} />}</Later>
                ) : (
                  <p>
                    {sentBack ? `${words.told.sentBack(decider)} ` : ''}
                    {news !== 'ahead' && (ahead > 0 || !sentBack) && (
                      <strong>
                        {ahead > 0 ? words.waiting.ahead(ahead) : host ? words.waiting.next : words.waiting.first}{' '}
                      </strong>
                    )}
                    {words.waiting.keepOpen} {!host && !message && words.waiting.free}
                  </p>
                )}
              </>
            )
          )}
          <Meeting view={view} told={Boolean(isTold)} alive={!turnedAway} />
        </div>
        <div className={styles.part}>
          {room.canCall && <Preview devices={room.devices} />}
          <div className={styles.below}>
            <p className={styles.quiet}>{sentBack || turnedAway ? words.waiting.selfView : words.precall.check}</p>
            <LeaveButton room={room} view={{ ...view, othersJoined: false }} asks={!moving && !turnedAway} />
          </div>
        </div>
      </div>
    </Page>
  )
}

/** When the message came, as far as this page knows, and whether whoever is expected has come or gone since. */
function useLastOf(message: string | null, presence: string, now: number) {
  const { current: last } = useRef({ message, presence, at: 0, isMessageNewest: true })
  if (last.message !== message) Object.assign(last, { message, presence, at: now, isMessageNewest: true })
  if (last.presence !== presence) Object.assign(last, { presence, isMessageNewest: false })
  return last
}
