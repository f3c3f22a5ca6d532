import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { Button, ButtonLink } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions, Card, Page } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { lasted } from '../../words/times.ts'
import { words } from '../../words/words.ts'
import { Later } from '../later.tsx'
import { useRequest } from '../use-request.ts'

type Props = { room: Room; view: VisitView; phase: Extract<Phase, { name: 'exit' }> }

export function Exit({ room, view, phase }: Props) {
  const { request, busy, problem } = useRequest(room)
  const { title, text } = words.exitScreen[phase.reason]
  const { returnLabel } = view.settings
  const deadEnd = useStore(room.deadEnd)
  const returnUrl = view.settings.returnUrl ?? deadEnd
  const isEnded = phase.reason === 'ended'
  const isLost = phase.reason === 'lost'
  const [stay] = useState(room.lastStay)
  return (
    <Page owner={view.session.team}>
      <Card>
        <Heading>{title}</Heading>
        <div>
          {stay && <p>{words.exitScreen.lasted(lasted(stay.ms))}</p>}
          <p>{phase.by ? words.told.endedBy(phase.by) : text}</p>
          {!isLost && <p>{words.exitScreen.mayClose}</p>}
        </div>
        {phase.mayReturn && <p>{isEnded ? words.exitScreen.mayReturnEnded : words.exitScreen.mayReturn}</p>}
        {problem && (
          <Note icon="alert" tone="warning">
            <p>{problem}</p>
          </Note>
        )}
        <Actions>
          {returnUrl && (
            <ButtonLink tone={isLost && phase.mayReturn ? 'secondary' : 'primary'} href={returnUrl}>
              <bdi>{returnLabel ?? words.exitScreen.return}</bdi>
            </ButtonLink>
          )}
          {phase.mayReturn && (
            <Button
              tone={isLost ? 'primary' : 'secondary'}
              aria-disabled={busy || undefined}
              onClick={() => !busy && void request('visit:enter', {})}
            >
              {words.exitScreen.rejoin}
            </Button>
          )}
        </Actions>
        {stay?.hadOthers && <Later>{({ Rating }) => <Rating room={room} />}</Later>}
      </Card>
    </Page>
  )
}
