import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Card, Page } from '@anteroom/ui/page.tsx'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { LeaveButton } from '../leave-button.tsx'
import { Sign } from '../sign.tsx'

export function OnHold({ room, view }: { room: Room; view: VisitView }) {
  useWakeLock()
  return (
    <Page owner={view.session.team}>
      <Card>
        <Sign name="pause" />
        <Heading>{laterWords.onHold.title}</Heading>
        <p>{laterWords.onHold.text}</p>
        <Note icon="lock">
          <p>{laterWords.onHold.private}</p>
        </Note>
        <div>
          <LeaveButton room={room} view={view} />
        </div>
      </Card>
    </Page>
  )
}
