import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { useState } from 'preact/hooks'
import type { Room } from '../room.ts'
import { words } from '../words/words.ts'
import styles from './leave-button.module.css'

type Props = {
  room: Room
  view: VisitView
  /** As one of the round controls of a phone. */
  asControl?: boolean
  /** Where leaving costs somebody their place among those who wait. */
  asks?: boolean
  /** Where it is not to be what is pressed first. */
  quiet?: boolean
}

/**
 * The way out. Until somebody else has joined it leaves the interface, and after that it ends the call; a host
 * then says for whom.
 */
export function LeaveButton({ room, view, asControl = false, asks = false, quiet }: Props) {
  const [asking, setAsking] = useState(false)
  if (!view.othersJoined) {
    const leave = {
      icon: 'door',
      'aria-haspopup': asks ? 'dialog' : undefined,
      onClick: () => (asks ? setAsking(true) : room.leave()),
    } as const
    return (
      <>
        {asControl ? (
          <ControlButton label={words.exit} {...leave} />
        ) : (
          <Button tone={quiet ? 'quiet' : 'secondary'} {...leave}>
            {words.exit}
          </Button>
        )}
        {asking && (
          <Dialog title={words.waiting.leaveTitle} closeLabel={words.close} onClose={() => setAsking(false)}>
            <p>{words.waiting.leaveText}</p>
            <Actions>
              <Button onClick={room.leave}>{words.exit}</Button>
              <Button tone="primary" onClick={() => setAsking(false)}>
                {words.waiting.stay}
              </Button>
            </Actions>
          </Dialog>
        )}
      </>
    )
  }
  const isHost = view.me.role === 'HOST'
  const others = view.people.map(({ name }) => name)
  const end = {
    icon: 'call-end',
    'aria-haspopup': isHost ? 'dialog' : undefined,
    onClick: () => (isHost ? setAsking(true) : room.leave()),
  } as const
  return (
    <>
      {asControl ? (
        <ControlButton danger label={words.call.end} {...end} />
      ) : (
        <Button tone={quiet ? 'quiet' : 'danger'} {...end}>
          {words.call.end}
        </Button>
      )}
      {asking && (
        <Dialog title={words.call.endTitle} closeLabel={words.close} onClose={() => setAsking(false)}>
          <div className={styles.choice}>
            <Button size="large" wide icon="door" onClick={room.leave} aria-describedby="leave-text">
              {words.exit}
            </Button>
            <p id="leave-text">{words.call.leaveText(others)}</p>
          </div>
          <div className={styles.choice}>
            <Button
              tone="danger"
              size="large"
              wide
              icon="call-end"
              onClick={room.endForEveryone}
              aria-describedby="end-text"
            >
              {words.call.endForEveryone}
            </Button>
            <p id="end-text">{words.call.endForEveryoneText(others.length)}</p>
          </div>
        </Dialog>
      )}
    </>
  )
}
