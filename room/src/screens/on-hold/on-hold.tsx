import type { VisitView } from '@anteroom/contract/realtime'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions, Card, Page } from '@anteroom/ui/page.tsx'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import type { Room } from '../../room.ts'
import { laterWords } from '../../words/words.ts'
import { LeaveButton } from '../leave-button.tsx'
import styles from './on-hold.module.css'

export function OnHold({ room, view }: { room: Room; view: VisitView }) {
  useWakeLock()
  return (
    <Page owner={view.session.team}>
      <Card>
        <span className={styles.sign}>
          <Icon name="pause" size={32} />
        </span>
        <Heading>{laterWords.onHold.title}</Heading>
        <p>{laterWords.onHold.text}</p>
        <Note icon="lock">
          <p>{laterWords.onHold.private}</p>
        </Note>
        <Actions>
          <LeaveButton room={room} view={view} />
        </Actions>
      </Card>
    </Page>
  )
}
