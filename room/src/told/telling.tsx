import type { VisitView } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Call } from '../call/call.ts'
import { chime, playTones } from '../call/sound/speaker.ts'
import type { Desk } from '../desk/desk.ts'
import { speakersOf } from '../words/who-speaks.ts'
import { type CallFacts, calledBackFor, type Facts, toldBetween } from './told.ts'

type Props = { view: VisitView; inCall: { call: Call; desk: Desk } | null }
type Known = { before: RefObject<Facts | null> }

/** Stands beside all screens and shows nothing. It tells people who use a screen reader what is new. */
export function Telling({ view, inCall }: Props) {
  const before = useRef<Facts | null>(null)
  return inCall ? (
    <TellingOfCall view={view} before={before} {...inCall} />
  ) : (
    <Tell before={before} now={factsOf(view, null)} />
  )
}

function TellingOfCall({ view, call, desk, before }: Known & { view: VisitView; call: Call; desk: Desk }) {
  const peers = useStore(call.peers)
  const raised = useStore(call.hands.raised)
  const interrupted = useStore(call.interrupted)
  const ownLine = useStore(call.quality.own)
  const hostNews = useStore(desk.hostNews)
  const facts: CallFacts = {
    people: view.people,
    locked: view.locked,
    raised,
    interrupted,
    paused: peers.filter(({ paused }) => paused.theirs).map(({ visitId }) => visitId),
    ownLineIsGood: ownLine === 'good',
    madeHostBy: hostNews === 'made' ? (view.me.madeHostBy ?? '') : null,
    isNoHost: hostNews === 'unmade',
  }
  return <Tell before={before} now={factsOf(view, facts)} />
}

/** It is told once it is drawn: what takes the focus is read first. */
function Tell({ before, now }: Known & { now: Facts }) {
  const announce = useAnnounce()
  useEffect(() => {
    const said = before.current ? toldBetween(before.current, now) : []
    const reason = before.current && calledBackFor(before.current, now)
    // Who has the page before them may look at something else beside it.
    if (reason && document.visibilityState !== 'hidden') void playTones(chime, null)
    else if (reason) void import('./call-back.ts').then(({ callBack }) => callBack(reason), console.error)
    before.current = now
    if (said.length > 0) announce(said.join(' '))
  })
  return null
}

function factsOf(view: VisitView, call: CallFacts | null): Facts {
  return { phase: view.phase, ...speakersOf(view), call }
}
