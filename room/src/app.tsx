import { type PhaseName, phases } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { type Announcer, Announcing, useAnnounce } from '@anteroom/ui/announcer.tsx'
import { Banner } from '@anteroom/ui/banner.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { ErrorBoundary } from '@anteroom/ui/error-boundary.tsx'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import { Heading, MovedContext } from '@anteroom/ui/heading.tsx'
import { takeDoublePressesForOne } from '@anteroom/ui/one-press.ts'
import { Card, Page, PageEdgesContext } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { spoken } from '@anteroom/ui/words/spoken.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Peer } from './call/media.ts'
import type { Room } from './room.ts'
import type { Screen } from './screen.ts'
import { InCall } from './screens/in-call/in-call.tsx'
import { LanguageChoice } from './screens/language-choice.tsx'
import { LargeChoice } from './screens/large-choice.tsx'
import { Later } from './screens/later.tsx'
import { createOwnPicture, OwnPictureContext } from './screens/own-picture.tsx'
import { Precall } from './screens/precall/precall.tsx'
import { LaterWaiting } from './screens/waiting/later-waiting.tsx'
import { Telling } from './told/telling.tsx'
import { words } from './words/words.ts'

/** `began`: the phase in which the server drew the page. */
type Props = { room: Room; screen: Store<Screen>; announcer: Announcer; began: PhaseName }

export function App({ room, screen, announcer, began }: Props) {
  // A new language is a new drawing of all that is there; nothing is taken down for it.
  useStore(spoken)
  const shown = useStore(screen)
  const { view } = shown
  const [ownPicture] = useState(createOwnPicture)
  const [moved, setMoved] = useState(false)
  useEffect(() => takeDoublePressesForOne(document), [])
  if (!moved && view.phase.name !== began) setMoved(true)
  return (
    <MovedContext value={moved}>
      <Announcing by={announcer}>
        <PageEdgesContext value={edges}>
          <Offline room={room} screen={shown} />
          <ErrorBoundary instead={<Broken room={room} view={view} />}>
            <OwnPictureContext value={ownPicture}>
              <Shown room={room} screen={shown} />
            </OwnPictureContext>
            {view.me.asked && (
              <Later>
                {({ MoveAsked }) => <MoveAsked key={view.me.asked} room={room} askedBy={view.me.askedBy} />}
              </Later>
            )}
            {shown.name !== 'going' && <Telling view={view} inCall={shown.name === 'in-call' ? shown : null} />}
          </ErrorBoundary>
        </PageEdgesContext>
      </Announcing>
    </MovedContext>
  )
}

function Shown({ room, screen }: { room: Room; screen: Screen }) {
  const { view } = screen
  if (useStore(room.visit.outdated)) return <Broken room={room} view={view} />
  switch (screen.name) {
    case 'entering':
    case 'going':
      return <Loading view={view} />
    case 'no-call':
      return <Later>{({ NoCall }) => <NoCall room={room} view={view} why={screen.why} />}</Later>
    case 'unknown':
    case 'ended':
    case 'removed':
    case 'cancelled':
    case 'over':
    case 'used-elsewhere':
    case 'taken-over':
      return (
        <Later instead={<Loading view={view} />}>
          {({ Notice }) => <Notice key={screen.name} room={room} view={view} what={screen.name} />}
        </Later>
      )
    case 'too-early':
      return <Later instead={<Loading view={view} />}>{({ TooEarly }) => <TooEarly room={room} view={view} />}</Later>
    case 'precall':
      return <Precall room={room} view={view} elsewhere={screen.phase.openElsewhere} />
    case 'waiting':
      return (
        <LaterWaiting instead={<Loading view={view} />}>
          {({ Waiting }) => <Waiting room={room} view={view} phase={screen.phase} />}
        </LaterWaiting>
      )
    case 'in-call':
      return <InCall room={room} view={view} call={screen.call} desk={screen.desk} />
    case 'on-hold':
      return <Later instead={<Loading view={view} />}>{({ OnHold }) => <OnHold room={room} view={view} />}</Later>
    case 'payment':
      return (
        <Later instead={<Loading view={view} />}>
          {({ PaymentScreen }) => <PaymentScreen room={room} view={view} />}
        </Later>
      )
    case 'exit':
      return (
        <Later instead={<Loading view={view} />}>
          {({ Exit }) => <Exit room={room} view={view} phase={screen.phase} />}
        </Later>
      )
    default:
      return screen satisfies never
  }
}

const edges = { corner: <LargeChoice />, footer: <LanguageChoice /> }

/** Shorter gaps are nobody's business: the first connection, a change of network. */
const offlineAfterMs = 1_500

const nobody = createStore<readonly Peer[]>([])

function Offline({ room, screen }: { room: Room; screen: Screen }) {
  const phase = screen.view.phase.name
  const online = useStore(room.visit.online)
  const available = useStore(room.visit.available)
  const crowded = useStore(room.visit.crowded)
  const undone = useStore(room.visit.undone)
  const untold = useStore(room.visit.untold)
  const peers = useStore(screen.name === 'in-call' ? screen.call.peers : nobody)
  const announce = useAnnounce()
  const [shown, setShown] = useState(false)
  const told = useRef(false)
  const matters = untold !== null || (!(online && available) && phases[phase].needsServer)
  const [inCall, elsewhere] = online ? [words.restoringInCall, words.restoring] : [words.offlineInCall, words.offline]
  // Only whoever still has a line to somebody is told that the call goes on.
  const goesOn = peers.some(({ line }) => line === 'open')
  const state = goesOn ? inCall : crowded && phase !== 'in-call' ? words.crowded : elsewhere
  const text = untold ? words.untold[untold] : undone ? `${state} ${words.undone}` : state
  useEffect(() => {
    if (!matters) {
      setShown(false)
      if (told.current) announce(words.backOnline)
      told.current = false
      return
    }
    const timer = setTimeout(() => {
      setShown(true)
      told.current = true
      announce(text)
    }, offlineAfterMs)
    return () => clearTimeout(timer)
  }, [matters, text, announce])
  return shown && matters ? (
    <Banner icon="signal-off" label={words.connection}>
      {text}
    </Banner>
  ) : null
}

function Loading({ view }: { view: VisitView }) {
  return (
    <Page owner={view.session.team}>
      <p role="status" style={{ textAlign: 'center' }}>
        {words.loading}
      </p>
    </Page>
  )
}

/**
 * When nothing can be drawn, or the page is older than what it should draw: the only way on is to load the page again, and
 * whoever reads this is seen by nobody.
 */
function Broken({ room, view }: { room: Room; view: VisitView }) {
  useEffect(() => room.goDark(), [room])
  return (
    <Page owner={view.session.team}>
      <Card>
        <Heading>{words.broken.title}</Heading>
        <p>{words.broken.text}</p>
        <Button tone="primary" onClick={() => location.reload()}>
          {words.broken.button}
        </Button>
      </Card>
    </Page>
  )
}
