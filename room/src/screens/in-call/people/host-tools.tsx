import { Button } from '@anteroom/ui/button.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { words } from '../../../words/words.ts'
import { Invite } from './invite.tsx'
import styles from './people.module.css'

type Props = {
  room: Room
  busy: boolean
  onLock: (locked: boolean) => void
  /** Null while nobody is to be heard; undefined where there is only one to mute. */
  onMuteEveryone: (() => void) | null | undefined
}

/** What a host does for the call as a whole. */
export function HostTools({ room, busy, onLock, onMuteEveryone }: Props) {
  const { locked } = useStore(room.view)
  const [inviting, setInviting] = useState(false)
  return (
    <div className={styles.tools}>
      <Button size="small" icon="person-add" aria-haspopup="dialog" onClick={() => setInviting(true)}>
        {words.hosts.invite}
      </Button>
      <Button
        size="small"
        icon={locked ? 'lock-open' : 'lock'}
        aria-disabled={busy || undefined}
        onClick={() => onLock(!locked)}
      >
        {locked ? words.hosts.unlock : words.hosts.lock}
      </Button>
      {onMuteEveryone !== undefined && (
        <Button
          size="small"
          icon="microphone-off"
          aria-disabled={!onMuteEveryone || undefined}
          onClick={() => onMuteEveryone?.()}
        >
          {words.people.muteEveryone}
        </Button>
      )}
      {inviting && <Invite room={room} onClose={() => setInviting(false)} />}
    </div>
  )
}
