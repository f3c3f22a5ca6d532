import type { ClientEventName, ClientPayload, Person } from '@anteroom/contract/realtime'
import { useState } from 'react'
import type { Room } from '../../call/room.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { Actions } from '../../ui/page.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'
import { useRequest } from '../use-request.ts'
import { nothing } from './nothing.ts'
import styles from './people.module.css'
import { SafetyCode } from './safety-code.tsx'

type Act = <Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>, done: string) => void

/** Who is in the call, and for a host what can be done about it. */
export function People({ room }: { room: Room }) {
  const { me, people, settings } = useStore(room.visit.view)
  const call = useStore(room.call)
  const peers = useStore(call?.peers ?? nothing.peers)
  const raised = useStore(call?.hands.raised ?? nothing.raised)
  const { request, busy, problem } = useRequest(room)
  const announce = useAnnounce()
  const [removing, setRemoving] = useState<Person | null>(null)
  const isHost = me.role === 'HOST'
  const audible = people.filter(({ visitId }) =>
    peers.some((peer) => peer.visitId === visitId && peer.tracks.microphone),
  )
  const mute = (some: readonly Person[], done: string) => {
    call?.muting.mute(some.map(({ visitId }) => visitId))
    announce(done)
  }
  const act: Act = async (event, payload, done) => {
    if (busy) return
    if (await request(event, payload)) announce(done)
  }
  return (
    <>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      {isHost && people.length > 1 && (
        <Button
          size="small"
          icon="microphone-off"
          aria-disabled={audible.length === 0 || undefined}
          onClick={() => {
            if (audible.length > 0) mute(audible, words.people.mutedEveryone)
          }}
        >
          {words.people.muteEveryone}
        </Button>
      )}
      <ul className={styles.people}>
        <li className={styles.person}>
          <Avatar name={me.name ?? words.you} small />
          <div className={styles.who}>
            <p className={styles.name}>{me.name ? words.people.you(me.name) : words.you}</p>
            <p className={styles.state}>{[words.roles[me.role], ...handOf(raised, me.visitId)].join(' · ')}</p>
          </div>
        </li>
        {people.map((person) => (
          <li key={person.visitId} className={styles.person}>
            <Avatar name={person.name} small />
            <div className={styles.who}>
              <p className={styles.name}>{person.name}</p>
              <p className={styles.state}>{stateOf(person, raised)}</p>
            </div>
            {call && <SafetyCode call={call} person={person} />}
            {isHost && (
              <PersonActions
                person={person}
                busy={busy}
                onMute={audible.includes(person) ? () => mute([person], words.people.muted(person.name)) : null}
                onLowerHand={
                  raised.includes(person.visitId)
                    ? () => {
                        call?.hands.lower(person.visitId)
                        announce(words.people.loweredHand(person.name))
                      }
                    : null
                }
                hasWaitingRoom={settings.plugins.includes('waiting-room')}
                act={act}
                onRemove={() => setRemoving(person)}
              />
            )}
          </li>
        ))}
      </ul>
      {removing && (
        <Dialog
          title={words.people.removeTitle(removing.name)}
          closeLabel={words.close}
          onClose={() => setRemoving(null)}
        >
          <p>{words.people.removeText}</p>
          <Actions>
            <Button onClick={() => setRemoving(null)}>{words.cancel}</Button>
            <Button
              tone="danger"
              onClick={() => {
                setRemoving(null)
                act('call:remove', { visitId: removing.visitId }, words.people.removed(removing.name))
              }}
            >
              {words.people.remove}
            </Button>
          </Actions>
        </Dialog>
      )}
    </>
  )
}

/** In the order of raising. */
function handOf(raised: readonly string[], visitId: string): string[] {
  const place = raised.indexOf(visitId) + 1
  return place > 0 ? [words.people.handAt(place)] : []
}

function stateOf({ visitId, role, onHold, connected }: Person, raised: readonly string[]): string {
  const parts = [words.roles[role], ...handOf(raised, visitId)]
  if (onHold) parts.push(words.call.onHold)
  if (!connected) parts.push(words.people.away)
  return parts.join(' · ')
}

type ActionsProps = {
  person: Person
  busy: boolean
  /** Null while nothing is to be heard of them. */
  onMute: (() => void) | null
  /** Null while their hand is down. */
  onLowerHand: (() => void) | null
  hasWaitingRoom: boolean
  act: Act
  onRemove: () => void
}

function PersonActions({ person, busy, onMute, onLowerHand, hasWaitingRoom, act, onRemove }: ActionsProps) {
  const { visitId, name, role, onHold } = person
  const { mute, lowerHand, hold, resume, back, remove, of, held, resumed, sentBack } = words.people
  return (
    <div className={styles.actions}>
      {/* It stays where it is when there is nothing to mute any more: somebody may have the focus on it. */}
      <Button
        size="small"
        icon="microphone-off"
        aria-disabled={!onMute || undefined}
        aria-label={of(mute, name)}
        onClick={() => onMute?.()}
      >
        {mute}
      </Button>
      {onLowerHand && (
        <Button size="small" icon="hand" aria-label={of(lowerHand, name)} onClick={onLowerHand}>
          {lowerHand}
        </Button>
      )}
      <Button
        size="small"
        icon="pause"
        aria-disabled={busy || undefined}
        aria-label={of(onHold ? resume : hold, name)}
        onClick={() => act('call:hold', { visitId, hold: !onHold }, onHold ? resumed(name) : held(name))}
      >
        {onHold ? resume : hold}
      </Button>
      {role === 'GUEST' && hasWaitingRoom && (
        <Button
          size="small"
          aria-disabled={busy || undefined}
          aria-label={of(back, name)}
          onClick={() => act('call:return-to-waiting', { visitId }, sentBack(name))}
        >
          {back}
        </Button>
      )}
      <Button size="small" aria-disabled={busy || undefined} aria-label={of(remove, name)} onClick={onRemove}>
        {remove}
      </Button>
    </div>
  )
}
