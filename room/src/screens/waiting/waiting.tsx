import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions, Card, Page } from '@anteroom/ui/page.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import type { Room } from '../../room.ts'
import { clockTime, lasted, timeLeft } from '../../words/times.ts'
import { words } from '../../words/words.ts'
import { Booking } from '../booking.tsx'
import { Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { DeviceProblems } from '../precall/device-problems.tsx'
import { Preview } from '../precall/preview.tsx'
import { useRequest } from '../use-request.ts'
import styles from './waiting.module.css'

type WaitingPhase = Extract<Phase, { name: 'waiting' }>

export function Waiting({ room, view, phase }: { room: Room; view: VisitView; phase: WaitingPhase }) {
  const { knockedAt, message, turnedAway, ahead, locked, sentBack, moving } = phase
  const { team } = view.session
  const now = useNow(room.visit.serverNow)
  useWakeLock()
  return (
    <Page owner={team} broad>
      <div className={styles.columns}>
        <Card className={styles.card}>
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
                    <p className={styles.known}>{words.waiting.known(team)}</p>
                  )}
                  <p className={styles.place}>{ahead === 0 ? words.waiting.next : words.waiting.ahead(ahead)}</p>
                  <p>{words.waiting.keepOpen}</p>
                  <p className={styles.since}>
                    {words.waiting.since(clockTime(knockedAt), lasted(now - Date.parse(knockedAt)))}
                  </p>
                </>
              )}
            </>
          )}
          {message && (
            <Note icon="chat" title={words.waiting.message(team)}>
              <p className={styles.message} dir="auto">
                {message}
              </p>
            </Note>
          )}
          <Booking view={view} showPeople />
          <Actions>
            <LeaveButton room={room} view={{ ...view, othersJoined: false }} asks={!moving && !turnedAway} />
          </Actions>
        </Card>
        {room.canCall && (
          <Card className={styles.self}>
            <Preview devices={room.devices} />
            <p className={styles.note}>{words.waiting.selfView}</p>
            <DeviceProblems devices={room.devices} />
          </Card>
        )}
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
