import { maxNameLength } from '@anteroom/contract/max-lengths'
import { plainName } from '@anteroom/contract/names'
import type { Role } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { TextField } from '@anteroom/ui/field.tsx'
import { linkIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { ShareLink } from '../../share-link.tsx'
import { useRequest } from '../../use-request.ts'
import styles from './invite.module.css'

type Invited = { name: string; entryUrl: string }

const roles: readonly Role[] = ['GUEST', 'PARTICIPANT', 'HOST']

/** One more person for this call: a host says who, and gets the link to hand on. */
export function Invite({ room, onClose }: { room: Room; onClose: () => void }) {
  const [invited, setInvited] = useState<Invited | null>(null)
  const { hosts } = laterWords
  return (
    <Dialog
      title={invited ? hosts.linkTitle(invited.name) : hosts.inviteTitle}
      closeLabel={words.close}
      onClose={onClose}
    >
      {invited ? (
        <Link room={room} invited={invited} onAnother={() => setInvited(null)} onClose={onClose} />
      ) : (
        <Ask room={room} onInvited={setInvited} />
      )}
    </Dialog>
  )
}

function Ask({ room, onInvited }: { room: Room; onInvited: (invited: Invited) => void }) {
  const { settings } = useStore(room.view)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('GUEST')
  const { ask, busy, problem } = useRequest(room)
  const announce = useAnnounce()
  const { hosts } = laterWords
  const waits = settings.plugins.includes('waiting-room')
  async function invite(event: SubmitEvent) {
    event.preventDefault()
    if (busy) return
    const written = plainName(name).trim()
    const answer = await ask('call:invite', { role, ...(written && { name: written }) })
    if (!answer.ok) return
    announce(hosts.linkReady)
    onInvited({ name: written, entryUrl: answer.entryUrl })
  }
  return (
    <form className={styles.form} onSubmit={(event) => void invite(event)}>
      <TextField
        label={hosts.inviteName}
        hint={hosts.inviteNameHint}
        value={name}
        maxLength={maxNameLength}
        autoComplete="off"
        ref={beFirst}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <fieldset className={styles.roles}>
        <legend>{hosts.inviteRole}</legend>
        {roles.map((one) => (
          <label key={one} className={styles.role}>
            <input type="radio" name="role" checked={one === role} onChange={() => setRole(one)} />
            <span>
              <strong>{hosts.inviteRoles[one]}</strong>
              <span className={styles.what}>{hosts.inviteHints[one === 'GUEST' && !waits ? 'PARTICIPANT' : one]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      <Button type="submit" tone="primary" icon={linkIcon} aria-disabled={busy || undefined}>
        {hosts.makeLink}
      </Button>
    </form>
  )
}

/** A dialog that opens gives the focus to what asks for it. */
function beFirst(field: HTMLInputElement | null) {
  if (field) field.autofocus = true
}

type LinkProps = { room: Room; invited: Invited; onAnother: () => void; onClose: () => void }

function Link({ room, invited: { entryUrl }, onAnother, onClose }: LinkProps) {
  const { session } = useStore(room.view)
  const text = useRef<HTMLParagraphElement>(null)
  // The form that had the focus is gone.
  useEffect(() => {
    text.current?.focus()
  }, [])
  return (
    <>
      <p ref={text} tabIndex={-1} className={styles.text}>
        {laterWords.hosts.linkText}
      </p>
      <ShareLink url={entryUrl} title={session.name ?? session.team} canShare />
      <Actions>
        <Button onClick={onAnother}>{laterWords.hosts.inviteAnother}</Button>
        <Button tone="primary" onClick={onClose}>
          {laterWords.hosts.done}
        </Button>
      </Actions>
    </>
  )
}
