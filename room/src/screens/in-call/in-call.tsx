import { useEffect, useMemo, useRef } from 'preact/hooks'
import { deskOf } from '../../desk/desk.ts'
import type { Room } from '../../room.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Heading } from '../../ui/heading.tsx'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import { useStore } from '../../ui/use-store.ts'
import { useWakeLock } from '../../ui/use-wake-lock.ts'
import { words } from '../../words/words.ts'
import { fetchLater, Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { Controls } from './bar/controls.tsx'
import styles from './in-call.module.css'
import { nothing } from './nothing.ts'
import { DeviceNews } from './notices/device-news.tsx'
import { DevicesPaused } from './notices/devices-paused.tsx'
import { LockedSign, useLockAnnounced } from './notices/locked.tsx'
import { MadeHost } from './notices/made-host.tsx'
import { Muted } from './notices/muted.tsx'
import { OwnLine } from './notices/own-line.tsx'
import { PartNotices } from './notices/part-notices.tsx'
import { WeakLine } from './notices/weak-line.tsx'
import { Panel } from './panel.tsx'
import { RemoteSound } from './stage/remote-sound.tsx'
import { Stage } from './stage/stage.tsx'
import { useSpeaking } from './stage/use-speaking.ts'

export function InCall({ room }: { room: Room }) {
  const view = useStore(room.view)
  const call = useStore(room.call)
  const announce = useAnnounce()
  const desk = useMemo(() => call && deskOf(call, room, announce, fetchLater), [call, room, announce])
  const peers = useStore(call?.peers ?? nothing.peers)
  const sending = useStore(call?.sending ?? nothing.sending)
  const raised = useStore(call?.hands.raised ?? nothing.raised)
  const interrupted = useStore(call?.interrupted ?? nothing.interrupted)
  const speaker = useStore(room.devices.speaker)
  const panel = useStore(desk?.panel ?? nothing.panel)
  const { layout, captions } = useStore(desk?.preferences ?? nothing.preferences)
  const speaking = useSpeaking(peers)
  const quality = useStore(call?.quality.quality ?? nothing.quality)
  const isNarrow = useMediaQuery('(max-width: 47.99em)')
  useWakeLock()
  useComingsAndGoings(view.people)
  useRaisedHands(raised, view.people)
  useLockAnnounced(view.locked)
  useInterruptions(interrupted, view.people)

  const { name, team } = view.session
  const isCovered = isNarrow && panel !== null
  const large = layout === 'speaker' ? (speaking.last ?? view.people[0]?.visitId ?? null) : null
  return (
    <div className={styles.call}>
      <main className={classNames(styles.main, isCovered ? styles.covered : captions && styles.captioned)}>
        <Heading hidden>{words.call.title(view.people.map((person) => person.name))}</Heading>
        <Stage
          view={view}
          peers={peers}
          sending={sending}
          large={large}
          speaking={speaking.now}
          quality={quality}
          desk={desk}
          raised={raised}
          interrupted={interrupted}
          hidden={isCovered}
        />
        {captions && !isCovered && call && desk && (
          <Later>{({ Captions }) => <Captions desk={desk} peers={call.peers} people={view.people} />}</Later>
        )}
        <div className={styles.notices}>
          <RemoteSound peers={peers} speaker={speaker} />
          {call && <OwnLine call={call} peers={peers} />}
          <DevicesPaused devices={room.devices} />
          <DeviceNews devices={room.devices} />
          <WeakLine peers={peers} people={view.people} />
          {call && <Muted call={call} devices={room.devices} />}
          {desk && <MadeHost desk={desk} view={view} />}
          {desk && <PartNotices desk={desk} settings={view.settings} />}
        </div>
      </main>
      {desk && <Panel desk={desk} room={room} />}
      <footer className={styles.bar}>
        <p className={styles.name}>
          {view.locked && <LockedSign />}
          {!(view.locked && isNarrow) && <bdi>{name ?? team}</bdi>}
        </p>
        <Controls room={room} desk={desk} view={view} />
        <div className={styles.leave}>
          <LeaveButton room={room} view={view} size={isNarrow ? 'small' : 'normal'} />
        </div>
      </footer>
    </div>
  )
}

/** Says who comes and who goes. */
function useComingsAndGoings(people: readonly { visitId: string; name: string }[]) {
  const announce = useAnnounce()
  const before = useRef(people)
  useEffect(() => {
    const last = before.current
    before.current = people
    const missing = (from: typeof people, list: typeof people) =>
      from.filter(({ visitId }) => !list.some((other) => other.visitId === visitId))
    const said = [
      ...missing(people, last).map(({ name }) => words.call.joined(name)),
      ...missing(last, people).map(({ name }) => words.call.left(name)),
    ]
    if (said.length > 0) announce(said.join(' '))
  }, [people, announce])
}

/** Says whose hand went up. */
function useRaisedHands(raised: readonly string[], people: readonly { visitId: string; name: string }[]) {
  const announce = useAnnounce()
  const before = useRef(raised)
  useEffect(() => {
    const last = before.current
    before.current = raised
    const names = people.filter(({ visitId }) => raised.includes(visitId) && !last.includes(visitId))
    if (names.length > 0) announce(names.map(({ name }) => words.call.raisedHand(name)).join(' '))
  }, [raised, people, announce])
}

/** Says whom a phone call or another app has interrupted: their silence is no leaving. */
function useInterruptions(interrupted: readonly string[], people: readonly { visitId: string; name: string }[]) {
  const announce = useAnnounce()
  const before = useRef(interrupted)
  useEffect(() => {
    const last = before.current
    before.current = interrupted
    const names = people.filter(({ visitId }) => interrupted.includes(visitId) && !last.includes(visitId))
    if (names.length > 0) announce(names.map(({ name }) => words.resilience.interruptedOf(name)).join(' '))
  }, [interrupted, people, announce])
}
