import type { Phase } from '@anteroom/contract/phases'
import { type Presence, whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Page } from '@anteroom/ui/page.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import type { Room } from '../../room.ts'
import { labelOf } from '../../words/label-of.ts'
import { clockTime, lasted, timeLeft } from '../../words/times.ts'
import { words } from '../../words/words.ts'
import { Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { Meeting } from '../meeting.tsx'
import { DeviceProblems } from '../precall/device-problems.tsx'
import { Preview } from '../precall/preview.tsx'
import { useRequest } from '../use-request.ts'
import styles from './waiting.module.css'

type WaitingPhase = Extract<Phase, { name: 'waiting' }>

export function Waiting({ room, view, phase }: { room: Room; view: VisitView; phase: WaitingPhase }) {
  const { knockedAt, message, turnedAway, ahead, locked, sentBack, moving, nobodyLetsIn } = phase
  const { team } = view.session
  const now = useNow(room.visit.serverNow)
  useWakeLock()
  const here = whomToMeet(view).filter(({ inCall }) => inCall)
  const [host] = here
  const isAnswered = here.length === 1 && (message !== null || turnedAway !== null)
  const says = (presence: Presence) =>
    presence !== 'here' || moving
      ? words.meeting.presence[presence]
      : isAnswered
        ? words.meeting.knows
        : words.meeting.onScreen
  return (
    <Page owner={team} broad>
      <div className={styles.columns}>
        <div className={styles.part}>
          {moving ? (
            <Later>
              {({ Moving }) => <Moving room={room} team={team} now={now} turnedAway={turnedAway} moving={moving} />}
            </Later>
          ) : (
            <>
              <Heading>
                {turnedAway ? words.waiting.turnedAway : locked ? words.told.lockedTitle : words.waiting.title}
              </Heading>
              {sentBack && <p>{words.told.sentBack}</p>}
              {turnedAway ? (
                <KnockAgain room={room} team={team} leftMs={Date.parse(turnedAway.mayKnockAt) - now} />
              ) : (
                <>
                  {locked ? (
                    <Note icon="lock">
                      <p>{words.told.lockedText(team)}</p>
                      <p>{words.told.lockedGoesOn}</p>
                    </Note>
                  ) : (
                    host && <p className={styles.lead}>{words.waiting.started(labelOf(host, view))}</p>
                  )}
                  {nobodyLetsIn ? (
                    <Later>{({ NobodyLetsIn }) => <NobodyLetsIn team={team} />}</Later>
                  ) : (
                    <p className={styles.place}>{ahead === 0 ? words.waiting.next : words.waiting.ahead(ahead)}</p>
                  )}
                </>
              )}
            </>
          )}
          {message && (
            <figure className={styles.letter}>
              <blockquote dir="auto">{message}</blockquote>
              <figcaption>{words.waiting.message(team)}</figcaption>
            </figure>
          )}
          <Meeting view={view} says={says} alive={!turnedAway} />
          {!moving && !turnedAway && (
            <div className={styles.quiet}>
              <p>{words.waiting.keepOpen}</p>
              <p>{words.waiting.since(clockTime(knockedAt), lasted(now - Date.parse(knockedAt)))}</p>
            </div>
          )}
        </div>
        <div className={styles.part}>
          {room.canCall && (
            <>
              <Preview devices={room.devices} />
              <p className={styles.quiet}>{words.waiting.selfView}</p>
              <DeviceProblems devices={room.devices} />
            </>
          )}
          <LeaveButton room={room} view={{ ...view, othersJoined: false }} asks={!moving && !turnedAway} />
        </div>
      </div>
    </Page>
  )
}

function KnockAgain({ room, team, leftMs }: { room: Room; team: string; leftMs: number }) {
  const { request, busy, problem } = useRequest(room)
  const mayKnock = leftMs <= 0
  return (
    <>
      <p>{words.waiting.turnedAwayText(team)}</p>
      <p>{mayKnock ? words.waiting.mayKnock : words.waiting.mayKnockIn(timeLeft(leftMs))}</p>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <Button tone="primary" size="large" disabled={!mayKnock || busy} onClick={() => void request('door:knock', {})}>
        {words.waiting.knock}
      </Button>
    </>
  )
}
