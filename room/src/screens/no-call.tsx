import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Actions, Card, Page } from '@anteroom/ui/page.tsx'
import type { CallFailure, Room } from '../room.ts'
import { laterWords, words } from '../words/words.ts'
import { LeaveButton } from './leave-button.tsx'
import { NoCallsHere } from './no-calls-here.tsx'
import { Sign } from './sign.tsx'

/** In the call by the server's word, with nothing to see or to hear: why, and the ways on. */
export function NoCall({ room, view, why }: { room: Room; view: VisitView; why: CallFailure }) {
  return (
    <Page owner={view.session.team}>
      <Card>
        {why === 'no-calls' ? (
          <NoCallsHere />
        ) : (
          <>
            <Sign name="alert" />
            <Heading>{laterWords.otherBrowser.failedTitle}</Heading>
            <p>{laterWords.otherBrowser.failedText}</p>
            <Button tone="primary" size="large" onClick={() => location.reload()}>
              {words.broken.button}
            </Button>
          </>
        )}
        <Actions>
          <LeaveButton room={room} view={view} />
        </Actions>
      </Card>
    </Page>
  )
}
