import { whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { pauseIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { Card, Page } from '@anteroom/ui/page.tsx'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import type { Room } from '../../room.ts'
import { labelOf } from '../../words/label-of.ts'
import { laterWords } from '../../words/words.ts'
import { LeaveButton } from '../leave-button.tsx'
import { Sign } from '../sign.tsx'

export function OnHold({ room, view }: { room: Room; view: VisitView }) {
  useWakeLock()
  const here = whomToMeet(view).filter(({ inCall, role }) => inCall && role === 'HOST')
  const [host] = here
  /** Of several hosts nobody knows which it was. */
  const who = host && here.length === 1 ? labelOf(host, view) : view.session.team
  return (
    <Page owner={view.session.team}>
      <Card>
        <Sign name={pauseIcon} />
        <Heading>{laterWords.onHold.title}</Heading>
        <p>{laterWords.onHold.text(who)}</p>
        <Note icon="lock">
          <p>{laterWords.onHold.private}</p>
        </Note>
        <LeaveButton room={room} view={view} quiet />
      </Card>
    </Page>
  )
}
