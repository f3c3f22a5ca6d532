import type { RoomSettings, VisitView } from '@anteroom/contract/realtime'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Heading } from '@anteroom/ui/heading.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useWakeLock } from '@anteroom/ui/use-wake-lock.ts'
import { useRef, useState } from 'preact/hooks'
import type { Call } from '../../call/call.ts'
import type { Peer } from '../../call/media.ts'
import type { Speaking } from '../../call/sound/speaking.ts'
import { type Desk, isAllowed } from '../../desk/desk.ts'
import type { Room } from '../../room.ts'
import { lasted } from '../../words/times.ts'
import { words } from '../../words/words.ts'
import { Apart } from '../apart.tsx'
import { Later } from '../later.tsx'
import { LeaveButton } from '../leave-button.tsx'
import { PartMissing } from '../part-missing.tsx'
import { useTimeOf } from '../use-time-of.ts'
import { Controls } from './bar/controls.tsx'
import { compact } from './compact.ts'
import styles from './in-call.module.css'
import type { OwnNoticesProps } from './notices/own-notices.tsx'
import { Panel } from './panel.tsx'
import { RemoteSound } from './stage/remote-sound.tsx'
import { Stage } from './stage/stage.tsx'
import { useLane } from './use-lane.ts'
import { useSeenWindow } from './use-seen-window.ts'

type Props = { room: Room; view: VisitView; call: Call; desk: Desk }

const nobodySpeaks: Speaking = { now: new Set(), last: null }

export function InCall({ room, view, call, desk }: Props) {
  const peers = useStore(call.peers)
  const sending = useStore(call.sending)
  const raised = useStore(call.hands.raised)
  const interrupted = useStore(call.interrupted)
  const speaker = useStore(room.devices.speaker)
  const panel = useStore(desk.panel)
  const { layout, captions } = useStore(desk.preferences)
  const [speaking, setSpeaking] = useState(nobodySpeaks)
  const quality = useStore(call.quality.quality)
  const isCompact = useMediaQuery(compact)
  const place = useRef<HTMLDivElement>(null)
  useSeenWindow(place)
  const lane = useLane()
  useWakeLock()

  const { name, team } = view.session
  const isOpen = panel !== null
  const large = useLarge(speaking.last, peers)
  return (
    <div
      ref={place}
      className={classNames(styles.window, isCompact && styles.compact, isOpen && styles.open)}
      data-alone={view.people.length === 0 || undefined}
      data-stage
    >
      <div className={styles.call}>
        <DoorRail desk={desk} />
        <main className={styles.main}>
          <Heading hidden>{words.call.title(view.people.map((person) => person.name))}</Heading>
          <div className={styles.pictures} data-captions={captions || undefined}>
            <Stage
              room={room}
              view={view}
              peers={peers}
              sending={sending}
              large={layout === 'speaker' ? (large ?? view.people[0]?.visitId ?? null) : null}
              speaking={speaking}
              quality={quality}
              desk={desk}
              raised={raised}
              interrupted={interrupted}
            />
            {captions && (
              <Later>{({ Captions }) => <Captions desk={desk} peers={call.peers} people={view.people} />}</Later>
            )}
          </div>
          <div
            ref={lane.ref}
            className={classNames(styles.notices, lane.isOpen && styles.all)}
            data-lane={isCompact ? 'strip' : 'column'}
          >
            <RemoteSound peers={peers} speaker={speaker} />
            {/* Between two people it is no question who speaks. */}
            {peers.length > 1 && (
              <Later>
                {({ WhoSpeaks }) => (
                  <WhoSpeaks
                    peers={peers}
                    speaking={speaking}
                    onSpeaking={setSpeaking}
                    onEnd={() => setSpeaking(nobodySpeaks)}
                  />
                )}
              </Later>
            )}
            <LeftAlone room={room} desk={desk} />
            <Helped room={room} desk={desk} />
            <RareNotices room={room} call={call} desk={desk} peers={peers} view={view} />
            <PartNotices desk={desk} settings={view.settings} />
            {isCompact && lane.more > 0 && (
              <button
                type="button"
                className={styles.more}
                aria-label={words.call.moreNotices(lane.more)}
                aria-expanded={lane.isOpen}
                onClick={lane.toggle}
              >
                {lane.isOpen ? <Icon name="close" size={20} /> : `+${lane.more}`}
              </button>
            )}
          </div>
        </main>
        <Panel room={room} call={call} desk={desk} isSheet={isCompact} />
        <footer className={styles.bar}>
          <p className={styles.name}>
            {view.locked && <LockedSign />}
            <bdi>{name ?? team}</bdi>
            {!isCompact && view.me.role === 'HOST' && view.people.length > 0 && <Elapsed view={view} />}
          </p>
          <Controls room={room} call={call} desk={desk} view={view} isCompact={isCompact} />
          <div className={styles.leave}>
            <LeaveButton room={room} view={view} asControl={isCompact} />
          </div>
        </footer>
      </div>
    </div>
  )
}

/** For how long there are two of us; whoever has ten minutes for somebody likes to know. */
function Elapsed({ view }: { view: VisitView }) {
  const since = Math.max(...[view.me, view.people[0]].map((one) => Date.parse(one?.since ?? '')))
  const ms = useTimeOf(view) - since
  return ms < 60_000 ? null : <span className={styles.elapsed}>{lasted(ms)}</span>
}

/** For hosts: who waits. */
function DoorRail({ desk }: { desk: Desk }) {
  const door = useStore(desk.parts).find(({ id }) => id === 'door')
  return door?.parts.Rail ? <door.parts.Rail /> : null
}

/** Who is worth the most room: whoever spoke last of those who can be seen, or whoever spoke last if nobody can. */
function useLarge(last: string | null, peers: readonly Peer[]): string | null {
  const seen = useRef<string | null>(null)
  const withPicture = peers.filter(({ tracks }) => tracks.camera).map(({ visitId }) => visitId)
  if (last && withPicture.includes(last)) seen.current = last
  if (seen.current && withPicture.includes(seen.current)) return seen.current
  return withPicture[0] ?? last
}

/** Who has left us alone. */
function LeftAlone({ room, desk }: Pick<Props, 'room' | 'desk'>) {
  const isLeft = useStore(desk.whoLeft) !== null
  return isLeft ? <Later>{({ WhoLeft }) => <WhoLeft room={room} desk={desk} />}</Later> : null
}

/** What a host has said to whoever asked for help. */
function Helped({ room, desk }: Pick<Props, 'room' | 'desk'>) {
  const help = useStore(desk.help)
  return help && <Later>{({ HelpAnswered }) => <HelpAnswered room={room} help={help} />}</Later>
}

/** Beside the name of the call, for everybody in it. */
function LockedSign() {
  return (
    <span className={styles.lock}>
      <Icon name="lock" size={18} />
      {words.hosts.lockedSign}
    </span>
  )
}

/** What most calls go without: its code is fetched when there is something to say. */
function RareNotices(props: OwnNoticesProps) {
  const { call, desk, peers, view } = props
  const { devices } = props.room
  const microphone = useStore(devices.microphone)
  const isInterrupted = useStore(devices.camera).interrupted || microphone.interrupted
  const isWeak = useStore(call.quality.own) !== 'good' || peers.some(({ paused }) => paused.ours)
  const told = [useStore(devices.news), useStore(call.muting.mutedBy), useStore(desk.hostNews)]
  const isPaid = view.payments || view.paying || view.people.some(({ payments }) => payments)
  const isRare = isPaid || isInterrupted || isWeak || microphone.status === 'off' || told.some((news) => news !== null)
  return isRare ? <Later>{({ OwnNotices }) => <OwnNotices {...props} />}</Later> : null
}

/** What plugins and the door show over the call, and that one is missing when its code did not arrive. */
function PartNotices({ desk, settings }: { desk: Desk; settings: RoomSettings }) {
  const parts = useStore(desk.parts)
  const failed = useStore(desk.failed)
  return (
    <>
      {parts
        .filter(({ id }) => isAllowed(id, settings))
        .map(
          ({ id, parts: { Notice } }) =>
            Notice && (
              <Apart key={id} silent>
                <Notice />
              </Apart>
            ),
        )}
      {failed.length > 0 && <PartMissing onAgain={desk.retry} />}
    </>
  )
}
