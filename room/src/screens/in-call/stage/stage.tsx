import { whomToMeet } from '@anteroom/contract/presence'
import type { Person, VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useElementSize } from '@anteroom/ui/use-element-size.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Peer, Quality, SourceTracks } from '../../../call/media.ts'
import type { Speaking } from '../../../call/sound/speaking.ts'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { labelOf } from '../../../words/label-of.ts'
import { words } from '../../../words/words.ts'
import { fetchLater, Later, OnceThere } from '../../later.tsx'
import { arrange, lowAlone, type Place } from './arrange.ts'
import { SelfHandle } from './self-handle.tsx'
import styles from './stage.module.css'
import { Tile } from './tile.tsx'
import type { TileContent } from './tile-content.ts'

type Props = {
  room: Room
  view: VisitView
  peers: readonly Peer[]
  sending: SourceTracks
  /** Who is to be large because they spoke last, and who speaks (visit ids). */
  large: string | null
  speaking: Speaking
  quality: ReadonlyMap<string, Quality>
  desk: Desk
  /** Whose hands are up (visit ids). */
  raised: readonly string[]
  /** Whose device was taken by a phone call or another app (visit ids). */
  interrupted: readonly string[]
}

/** The pictures of everybody in the call. */
export function Stage({ room, view, peers, sending, large, speaking, raised, interrupted, quality, desk }: Props) {
  const [ref, size] = useElementSize<HTMLDivElement>()
  const { selfView, corner } = useStore(desk.preferences)
  const pinned = useStore(desk.pinned)
  const all = tilesOf(view, peers, sending, { speaking, raised, interrupted, quality })
  const tiles = selfView ? all : all.filter(({ kind }) => kind !== 'self')
  // Somebody is kept large for their picture: while there is none, initials do not take the place of whoever is seen.
  const isSeen = (key: string | null) => tiles.some((one) => one.key === key && one.video)
  const keepsPlace = isSeen(pinned) || !tiles.some(({ kind, video }) => kind !== 'self' && video)
  // Who waits, and who has left, is told by a notice; of those only the list of who waits stands below oneself.
  const waits = view.waiting.length > 0
  const hasLeft = useStore(desk.whoLeft) !== null
  const alone = view.people.length === 0 && !waits && !hasLeft
  const isBare = useStore(desk.panel) === 'door' || (!alone && !waits)
  const places = size && arrange(tiles, size, { pinned: keepsPlace ? pinned : null, large, corner, isBare })
  const roles = [...(places?.values() ?? [])].map(({ role }) => role)
  const hasStrip = roles.includes('main') && roles.includes('small')
  const canPin = tiles.filter(({ kind }) => kind !== 'self').length > 1
  // What can be done with a picture is there as soon as somebody comes near it, by whatever they use.
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    // Once: where it does not come, each movement of a pointer would ask for it again.
    if (isNear) return fetchLater()
    const near = () => setNear(true)
    document.addEventListener('keydown', near)
    return () => document.removeEventListener('keydown', near)
  }, [isNear])
  return (
    <div className={styles.stage} ref={ref} data-strip={hasStrip || undefined} onPointerMove={() => setNear(true)}>
      <ul aria-label={words.call.tiles}>
        {places &&
          tiles.map((content) => {
            const place = places.get(content.key)
            return (
              place && (
                <Tile
                  key={content.key}
                  content={content}
                  place={place}
                  isPinned={keepsPlace && pinned === content.key}
                  actions={(isWhole, onWhole) =>
                    content.kind === 'self' ? (
                      <SelfHandle desk={desk} place={place} canPin={canPin} />
                    ) : (
                      <OnceThere>
                        {({ TileActions }) => (
                          <TileActions
                            desk={desk}
                            content={content}
                            place={place}
                            canPin={canPin}
                            isWhole={isWhole}
                            onWhole={onWhole}
                          />
                        )}
                      </OnceThere>
                    )
                  }
                />
              )
            )
          })}
      </ul>
      {alone && size && size.height > lowAlone && <Alone room={room} view={view} below={places?.get('self')} />}
    </div>
  )
}

type AloneProps = { room: Room; view: VisitView; below: Place | undefined }

/** Under one's own picture, if that is shown. */
function Alone({ room, view, below }: AloneProps) {
  const [inviting, setInviting] = useState(false)
  const isHost = view.me.role === 'HOST'
  const names = whomToMeet(view)
    .filter(({ inCall }) => !inCall)
    .map((one) => labelOf(one, view))
  return (
    <div className={styles.alone} style={below && { top: `${below.top + below.height + 12}px` }}>
      <p className={styles.title}>
        <Icon name="people" size={22} /> {words.call.alone}
      </p>
      <p>
        {names.length > 0 ? words.call.expected(names) : words.call.anybody}
        {!isHost && ` ${words.call.stay}`}
      </p>
      {isHost && (
        <Button size="small" onClick={() => setInviting(true)}>
          {words.call.invite}
        </Button>
      )}
      {inviting && <Later>{({ Invite }) => <Invite room={room} onClose={() => setInviting(false)} />}</Later>}
    </div>
  )
}

function tilesOf(
  view: VisitView,
  peers: readonly Peer[],
  sending: SourceTracks,
  { speaking, raised, interrupted, quality }: Pick<Props, 'speaking' | 'raised' | 'interrupted' | 'quality'>,
): TileContent[] {
  const peerOf = (person: Person) => peers.find(({ visitId }) => visitId === person.visitId)
  const tiles = view.people.map((person): TileContent => {
    const peer = peerOf(person)
    return {
      key: person.visitId,
      kind: 'person',
      visitId: person.visitId,
      name: person.name,
      video: peer?.tracks.camera ?? null,
      microphoneOff: peer?.line === 'open' && !peer.tracks.microphone && !person.onHold,
      line: peer?.line ?? 'connecting',
      noCalls: person.findings?.includes('no-calls') ?? false,
      pause: interrupted.includes(person.visitId) ? 'interrupted' : peer?.paused.theirs ? 'videoPaused' : null,
      onHold: person.onHold,
      quality: quality.get(person.visitId) ?? null,
      // One at most: whoever began, until they stop.
      speaking: speaking.last === person.visitId && speaking.now.has(person.visitId),
      handRaised: raised.includes(person.visitId),
    }
  })
  tiles.push({
    key: 'self',
    kind: 'self',
    visitId: view.me.visitId,
    name: view.me.name ?? words.you,
    video: sending.camera,
    microphoneOff: !sending.microphone,
    line: null,
    pause: null,
    onHold: false,
    quality: null,
    speaking: false,
    handRaised: raised.includes(view.me.visitId),
  })
  for (const person of view.people) {
    const screen = peerOf(person)?.tracks.screen
    if (!screen || person.onHold) continue
    tiles.push({
      key: `${person.visitId} screen`,
      kind: 'screen',
      visitId: person.visitId,
      name: person.name,
      video: screen,
      microphoneOff: false,
      line: peerOf(person)?.line ?? null,
      pause: null,
      onHold: false,
      quality: null,
      speaking: false,
      handRaised: false,
    })
  }
  return tiles
}
