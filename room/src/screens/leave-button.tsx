import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { useState } from 'preact/hooks'
import type { Room } from '../room.ts'
import { words } from '../words/words.ts'
import styles from './leave-button.module.css'

type Props = {
  room: Room
  view: VisitView
  /** As one of the round controls of a phone. */
  asControl?: boolean
}

/**
 * The way out. Until somebody else has joined it leaves the interface, and after that it ends the call; a host
 * then says for whom.
 */
export function LeaveButton({ room, view, asControl = false }: Props) {
  const [asking, setAsking] = useState(false)
  if (!view.othersJoined) {
    const leave = { icon: 'door', onClick: room.leave } as const
    return asControl ? (
      <ControlButton label={words.call.leaveShort} {...leave} />
    ) : (
      <Button {...leave}>{words.exit}</Button>
    )
  }
  const isHost = view.me.role === 'HOST'
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
        <Button tone="danger" {...end}>
          {words.call.end}
        </Button>
      )}
      {asking && (
        <Dialog title={words.call.endTitle} closeLabel={words.close} onClose={() => setAsking(false)}>
          <div className={styles.choice}>
            <Button size="large" wide icon="door" onClick={room.leave} aria-describedby="leave-text">
              {words.call.leave}
            </Button>
            <p id="leave-text">{words.call.leaveText}</p>
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
            <p id="end-text">{words.call.endForEveryoneText}</p>
          </div>
        </Dialog>
      )}
    </>
  )
}
