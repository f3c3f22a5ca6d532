import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { keepsAnything } from '@anteroom/ui/ground/kept.ts'
import { Heading } from '@anteroom/ui/heading.tsx'
import { devicesIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { Card, Page } from '@anteroom/ui/page.tsx'
import type { Room } from '../../room.ts'
import { timeLeft } from '../../words/times.ts'
import { laterWords, words } from '../../words/words.ts'
import { LeaveButton } from '../leave-button.tsx'
import { Sign } from '../sign.tsx'
import { useRequest } from '../use-request.ts'
import { AskAgain } from './ask-again.tsx'

type WaitingPhase = Extract<Phase, { name: 'waiting' }>
type Props = {
  room: Room
  team: string
  /** By the server's clock, in milliseconds since 1970. */
  now: number
  moving: NonNullable<WaitingPhase['moving']>
}

/** The link is in use on another device, where somebody is asked whether the call may move here. */
export function Moving({ room, team, now, moving: { mayMoveAt } }: Props) {
  // A browser that keeps nothing takes itself for another one.
  const isKnown = keepsAnything()
  return (
    <>
      <Heading>{isKnown ? laterWords.elsewhere.asking : words.elsewhere.unsure}</Heading>
      <p>{isKnown ? laterWords.elsewhere.askingText(team) : words.elsewhere.unsureText}</p>
      {mayMoveAt && <MoveHere room={room} leftMs={Date.parse(mayMoveAt) - now} />}
    </>
  )
}

type RefusedProps = {
  room: Room
  view: VisitView
  now: number
  message: string | null
  turnedAway: NonNullable<WaitingPhase['turnedAway']>
}

/** The call stays on the other device: nothing here is seen or heard, so that there is nothing to show or to mute. */
export function Refused({ room, view, now, message, turnedAway }: RefusedProps) {
  return (
    <Page owner={view.session.team}>
      <Card>
        <Sign name={devicesIcon} />
        <Heading>{laterWords.elsewhere.refused}</Heading>
        {message ? (
          <Note icon="chat">
            <p dir="auto">{message}</p>
          </Note>
        ) : (
          <p>{laterWords.elsewhere.refusedText}</p>
        )}
        <AskAgain room={room} asks="visit:enter" leftMs={Date.parse(turnedAway.mayKnockAt) - now} />
        <div>
          <LeaveButton room={room} view={{ ...view, othersJoined: false }} quiet />
        </div>
      </Card>
    </Page>
  )
}

/** For whoever cannot reach their other device any more. */
function MoveHere({ room, leftMs }: { room: Room; leftMs: number }) {
  const { request, busy, problem } = useRequest(room)
  if (leftMs > 0) return <p>{laterWords.elsewhere.mayMoveIn(timeLeft(leftMs))}</p>
  return (
    <>
      <p>{laterWords.elsewhere.mayMove}</p>
      <Problem text={problem} />
      <Button tone="primary" size="large" disabled={busy} onClick={() => void request('visit:move-here', {})}>
        {laterWords.notice.useHere}
      </Button>
    </>
  )
}

function Problem({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <Note icon="alert" tone="warning">
      <p>{text}</p>
    </Note>
  )
}
