import type { ClientEventName, ClientPayload, Person } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { clockIcon, playIcon, shieldIcon, starIcon } from '@anteroom/ui/later-icons.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { SteadyList } from '@anteroom/ui/steady.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { Call } from '../../../call/call.ts'
import type { Peer, Quality } from '../../../call/media.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { Apart } from '../../apart.tsx'
import { LaterPayments } from '../../later-payments.tsx'
import { useRequest } from '../../use-request.ts'
import { CompareButton, CompareCodes } from './compare-codes.tsx'
import { HostTools } from './host-tools.tsx'
import { type Paying, paymentActions } from './payment-actions.ts'
import styles from './people.module.css'
import { type PersonAction, PersonRow, Who } from './person-row.tsx'
import { useAudio, Voice } from './voice.tsx'

/** Who is in the call, and for a host what can be done about it. */
export function People({ room, call, desk }: { room: Room; call: Call; desk: Desk }) {
  const door = useStore(desk.parts).find(({ id }) => id === 'door')
  const { me, people, settings, locked, payments: due, paying: payers } = useStore(room.view)
  const peers = useStore(call.peers)
  const quality = useStore(call.quality.quality)
  const raised = useStore(call.hands.raised)
  const { request, busy, problem } = useRequest(room)
  const announce = useAnnounce()
  const audio = useAudio()
  const [open, setOpen] = useState<string | null>(null)
  const [comparing, setComparing] = useState<string | null>(null)
  const [asking, setAsking] = useState<{ what: 'remove' | 'make-host'; person: Person } | null>(null)
  const [paying, setPaying] = useState<Paying | null>(null)
  const isHost = me.role === 'HOST'
  const audible = people.filter(({ visitId }) =>
    peers.some((peer) => peer.visitId === visitId && peer.tracks.microphone),
  )
  const compared = people.find(({ visitId }) => visitId === comparing)
  const peerOf = ({ visitId }: Person) => peers.find((peer) => peer.visitId === visitId)
  const voiceOf = (person: Person) => {
    const track = peerOf(person)?.tracks.microphone
    return track && !person.onHold && <Voice audio={audio} track={track} />
  }
  const mute = (some: readonly Person[], done: string) => {
    call.muting.mute(some.map(({ visitId }) => visitId))
    announce(done)
  }
  /** `done` is what is said then; null where everybody in the call is told. */
  async function act<Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>, done: string | null) {
    if (busy) return
    if ((await request(event, payload)) && done) announce(done)
  }

  function actionsFor(person: Person): { often: PersonAction[]; rest: PersonAction[] } {
    const { visitId, name, role, onHold } = person
    const { mute: muteLabel, lowerHand, hold, resume, back, remove, hints } = laterWords.people
    const often: PersonAction[] = []
    const rest: PersonAction[] = []
    if (raised.includes(visitId)) {
      const lower = () => {
        call.hands.lower(visitId)
        announce(laterWords.people.loweredHand(name))
      }
      often.push({ icon: 'hand', label: lowerHand, act: lower })
    }
    const muteThem = () => mute([person], laterWords.people.muted(name))
    if (onHold) {
      const resumeThem = () => void act('call:hold', { visitId, hold: false }, laterWords.people.resumed(name))
      often.push({ icon: playIcon, label: resume, act: resumeThem })
    } else {
      const holdThem = () => void act('call:hold', { visitId, hold: true }, laterWords.people.held(name))
      often.push({ icon: 'microphone-off', label: muteLabel, act: audible.includes(person) ? muteThem : null })
      rest.push({ icon: 'pause', label: hold, hint: hints.hold, act: holdThem })
    }
    if (role === 'GUEST' && settings.plugins.includes('waiting-room')) {
      const sendBack = () => void act('door:send-back', { visitId }, laterWords.people.sentBack(name))
      rest.push({ icon: clockIcon, label: back, hint: hints.back, act: sendBack })
    }
    if (role !== 'HOST' && settings.plugins.includes('stripe-payments')) {
      const onWithdraw = (paymentId: string, done: string) => void act('payment:withdraw', { paymentId }, done)
      rest.push(...paymentActions(person, { onPay: setPaying, onWithdraw }))
    }
    if (role !== 'HOST') {
      const ask = () => setAsking({ what: 'make-host', person })
      rest.push({ icon: starIcon, label: laterWords.hosts.makeHost, hint: hints.makeHost, act: ask, opens: 'dialog' })
    }
    const { button, title } = laterWords.safety
    const compare = () => setComparing(visitId)
    rest.push({ icon: shieldIcon, label: button, name: title(name), hint: hints.safety, act: compare, opens: 'dialog' })
    const askToRemove = () => setAsking({ what: 'remove', person })
    rest.push({ icon: 'close', label: remove, hint: hints.remove, act: askToRemove, opens: 'dialog', danger: true })
    return { often, rest }
  }

  return (
    <>
      {problem && (
        <Note icon="alert" tone="warning">
          <p>{problem}</p>
        </Note>
      )}
      {isHost && (
        <HostTools
          room={room}
          busy={busy}
          onInvite={() => setOpen(null)}
          onLock={(lock) => void act('door:lock', { locked: lock }, null)}
          onMuteEveryone={
            people.length > 1
              ? audible.length > 0
                ? () => mute(audible, laterWords.people.mutedEveryone)
                : null
              : undefined
          }
        />
      )}
      <div className={styles.door}>
        {door?.parts.AbovePeople && (
          <Apart>
            <door.parts.AbovePeople />
          </Apart>
        )}
      </div>
      {payers && (
        <LaterPayments>{({ AtPayment }) => <AtPayment payers={payers} request={room.visit.request} />}</LaterPayments>
      )}
      {locked && (
        <p className={styles.locked}>
          <Icon name="lock" size={20} />
          <span>
            <strong>{words.hosts.locked}</strong> {laterWords.hosts.lockedText}
          </span>
        </p>
      )}
      <SteadyList className={styles.people}>
        <li className={styles.person}>
          <Who
            name={me.name ?? words.you}
            state={[laterWords.roles[me.role], ...handOf(raised, me.visitId)].join(' · ')}
          >
            {me.name ? laterWords.people.you(me.name) : words.you}
          </Who>
        </li>
        {due && <LaterPayments>{({ OwnDue }) => <OwnDue room={room} payments={due} />}</LaterPayments>}
        {people.map((person) => (
          <PersonRow
            key={person.visitId}
            person={person}
            extra={!isHost && <CompareButton name={person.name} onCompare={() => setComparing(person.visitId)} />}
            state={stateOf(person, { raised, quality: quality.get(person.visitId), peer: peerOf(person) })}
            voice={voiceOf(person)}
            more={
              person.payments && (
                <LaterPayments>{({ Seen }) => <Seen payments={person.payments ?? []} />}</LaterPayments>
              )
            }
            {...(isHost ? actionsFor(person) : { often: [], rest: [] })}
            isOpen={open === person.visitId}
            onOpen={(on) => setOpen(on ? person.visitId : null)}
          />
        ))}
      </SteadyList>
      {paying && (
        <LaterPayments>
          {({ AskForPayment, ChargeCard }) =>
            paying.payment ? (
              <ChargeCard room={room} person={paying.person} payment={paying.payment} onClose={() => setPaying(null)} />
            ) : (
              <AskForPayment room={room} person={paying.person} onClose={() => setPaying(null)} />
            )
          }
        </LaterPayments>
      )}
      {compared && <CompareCodes call={call} person={compared} onClose={() => setComparing(null)} />}
      {asking?.what === 'remove' && (
        <Dialog
          title={laterWords.people.removeTitle(asking.person.name)}
          closeLabel={words.close}
          onClose={() => setAsking(null)}
        >
          <p>{laterWords.people.removeText}</p>
          <Actions>
            <Button onClick={() => setAsking(null)}>{laterWords.cancel}</Button>
            <Button
              tone="danger"
              onClick={() => {
                const { visitId, name } = asking.person
                setAsking(null)
                void act('call:remove', { visitId }, laterWords.people.removed(name))
              }}
            >
              {laterWords.people.remove}
            </Button>
          </Actions>
        </Dialog>
      )}
      {asking?.what === 'make-host' && (
        <Dialog
          title={laterWords.hosts.makeHostTitle(asking.person.name)}
          closeLabel={words.close}
          onClose={() => setAsking(null)}
        >
          <p>{laterWords.hosts.makeHostText}</p>
          <p>{laterWords.hosts.makeHostForGood}</p>
          <Actions>
            <Button onClick={() => setAsking(null)}>{laterWords.cancel}</Button>
            <Button
              tone="primary"
              onClick={() => {
                const { visitId, name } = asking.person
                setAsking(null)
                void act('call:make-host', { visitId }, laterWords.hosts.isHostNow(name))
              }}
            >
              {laterWords.hosts.makeHost}
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
  return place > 0 ? [laterWords.people.handAt(place)] : []
}

type Seen = { raised: readonly string[]; quality: Quality | undefined; peer: Peer | undefined }

function stateOf({ visitId, role, onHold, connected, findings = [] }: Person, { raised, quality, peer }: Seen): string {
  const parts = [laterWords.roles[role], ...handOf(raised, visitId)]
  if (onHold) parts.push(words.call.onHold)
  else if (peer?.line === 'open' && !peer.tracks.microphone) parts.push(laterWords.people.silent)
  if (!connected) parts.push(laterWords.people.away)
  else if (quality && quality.level !== 'good') parts.push(words.stage.weak)
  parts.push(...findings.map((finding) => words.check.findings[finding]))
  return parts.join(' · ')
}
