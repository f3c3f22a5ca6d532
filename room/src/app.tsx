import { type PhaseName, phases } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Room } from './room.ts'
import { Broken } from './screens/broken.tsx'
import { Exit } from './screens/exit/exit.tsx'
import { InCall } from './screens/in-call/in-call.tsx'
import { LanguageChoice } from './screens/language-choice.tsx'
import { Later } from './screens/later.tsx'
import { Loading } from './screens/loading.tsx'
import { Notice } from './screens/notice/notice.tsx'
import { OnHold } from './screens/on-hold/on-hold.tsx'
import { Precall } from './screens/precall/precall.tsx'
import { TooEarly } from './screens/too-early/too-early.tsx'
import { useTold } from './screens/use-told.ts'
import { Waiting } from './screens/waiting/waiting.tsx'
import { Announcer, useAnnounce } from './ui/announcer.tsx'
import { Banner } from './ui/banner.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { MovedContext } from './ui/heading.tsx'
import { PageFooterContext } from './ui/page.tsx'
import { useStore } from './ui/use-store.ts'
import { words } from './words/words.ts'

export function App({ room }: { room: Room }) {
  const view = useStore(room.view)
  const goingTo = useStore(room.goingTo)
  const [first] = useState(view.phase.name)
  const [moved, setMoved] = useState(false)
  if (!moved && view.phase.name !== first) setMoved(true)
  return (
    <MovedContext value={moved}>
      <Announcer>
        <PageFooterContext value={<LanguageChoice />}>
          <Offline room={room} phase={view.phase.name} />
          <ErrorBoundary instead={<Broken view={view} />}>
            {goingTo ? <Loading view={view} /> : <Screen room={room} view={view} />}
            {view.me.asked && (
              <Later>
                {({ MoveAsked }) => <MoveAsked key={view.me.asked} room={room} askedBy={view.me.askedBy} />}
              </Later>
            )}
          </ErrorBoundary>
        </PageFooterContext>
      </Announcer>
    </MovedContext>
  )
}

function Screen({ room, view }: { room: Room; view: VisitView }) {
  const { phase } = view
  useTold(phase)
  switch (phase.name) {
    case 'unknown':
    case 'ended':
    case 'removed':
    case 'cancelled':
    case 'over':
    case 'used-elsewhere':
    case 'taken-over':
      return <Notice key={phase.name} room={room} view={view} what={phase.name} />
    case 'too-early':
      return <TooEarly room={room} view={view} />
    case 'precall':
      return <Precall room={room} view={view} elsewhere={phase.openElsewhere} />
    case 'waiting':
      return <Waiting room={room} view={view} phase={phase} />
    case 'in-call':
      return <InCall room={room} />
    case 'on-hold':
      return <OnHold room={room} view={view} />
    case 'exit':
      return <Exit room={room} view={view} phase={phase} />
    default:
      return phase satisfies never
  }
}

/** Shorter gaps are nobody's business: the first connection, a change of network. */
const offlineAfterMs = 1_500

function Offline({ room, phase }: { room: Room; phase: PhaseName }) {
  const online = useStore(room.visit.online)
  const available = useStore(room.visit.available)
  const crowded = useStore(room.visit.crowded)
  const announce = useAnnounce()
  const [shown, setShown] = useState(false)
  const told = useRef(false)
  const matters = !(online && available) && phases[phase].needsServer
  const [inCall, elsewhere] = online ? [words.restoringInCall, words.restoring] : [words.offlineInCall, words.offline]
  const text = phase === 'in-call' ? inCall : crowded ? words.crowded : elsewhere
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
    <Banner icon="signal" label={words.connection} low={phase === 'in-call'}>
      {text}
    </Banner>
  ) : null
}
