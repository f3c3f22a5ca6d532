import { Button } from '@anteroom/ui/button.tsx'
import { lockOpenIcon, personAddIcon } from '@anteroom/ui/later-icons.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { laterWords } from '../../../words/words.ts'
import { Invite } from './invite.tsx'
import styles from './people.module.css'

type Props = {
  room: Room
  busy: boolean
  /** A menu that is open beside a name is over with it. */
  onInvite: () => void
  onLock: (locked: boolean) => void
  /** Null while nobody is to be heard; undefined where there is only one to mute. */
  onMuteEveryone: (() => void) | null | undefined
}

/** What a host does for the call as a whole. */
export function HostTools({ room, busy, onInvite, onLock, onMuteEveryone }: Props) {
  const { locked } = useStore(room.view)
  const [inviting, setInviting] = useState(false)
  return (
    <div className={styles.tools}>
      <Button
        size="small"
        icon={personAddIcon}
        aria-haspopup="dialog"
        onClick={() => {
          onInvite()
          setInviting(true)
        }}
      >
        {laterWords.hosts.invite}
      </Button>
      <Button
        size="small"
        icon={locked ? lockOpenIcon : 'lock'}
        aria-disabled={busy || undefined}
        onClick={() => onLock(!locked)}
      >
        {locked ? laterWords.hosts.unlock : laterWords.hosts.lock}
      </Button>
      {onMuteEveryone !== undefined && (
        <Button
          size="small"
          icon="microphone-off"
          aria-disabled={!onMuteEveryone || undefined}
          onClick={() => onMuteEveryone?.()}
        >
          {laterWords.people.muteEveryone}
        </Button>
      )}
      {inviting && <Invite room={room} onClose={() => setInviting(false)} />}
    </div>
  )
}
