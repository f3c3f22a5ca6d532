import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { Devices } from '../devices/devices.ts'
import type { Visit } from '../visit/visit.ts'
import type { BandwidthMeter } from './bandwidth-meter.ts'
import { type Channel, createChannels, createStreams, type Streams } from './data.ts'
import { createHands, type Hands } from './hands.ts'
import { shareInterruptions } from './interruption.ts'
import type { CallQuality, MediaEngine, MediaEngineOptions, Peer, Source, SourceTracks } from './media.ts'
import { createMuting, type Muting } from './muting.ts'
import { vouchForOthers } from './vouching.ts'

/** The call that a visit is in: from the moment it goes in until it leaves. */
export type Call = {
  /** The others, as their media reach us. Names and roles stand in the view's `people`. */
  peers: Store<readonly Peer[]>
  /** What we send ourselves. The microphone and the camera follow the devices by themselves. */
  sending: Store<SourceTracks>
  send(source: Source, track: MediaStreamTrack | null): void
  channel(name: string): Channel
  /** As `channel`, for bytes to one person: nothing that they carry delays it. */
  streams(name: string): Streams
  fingerprints: MediaEngine['fingerprints']
  muting: Muting
  hands: Hands
  /** How well it goes, with each of the others and on our own side. */
  quality: CallQuality
  /** Whose camera or microphone was taken by a phone call or another app (visit ids). */
  interrupted: Store<readonly string[]>
  /** Ends with the call. */
  until: AbortSignal
}

/** With more others than this each of them has a small tile anyway. */
const sharpForOthers = 2
const settledAfterMs = 1_500

type Options = {
  visit: Visit
  devices: Devices
  createEngine: (options: MediaEngineOptions) => MediaEngine
  meter: BandwidthMeter
  /** The engine has broken down, and there is no call any more. */
  failed: (error: unknown) => void
  /** Its person was in it a moment ago; else they have just been brought in. */
  goesOn: boolean
  clock: Clock
  until: AbortSignal
}

/** Joins devices, engine and view: people come and go, tracks are sent, signals find their way. */
export function startCall({ visit, devices, createEngine, meter, failed, goesOn, clock, until }: Options): Call {
  const relayOnly = () => visit.view.get().settings.relayOnly
  const engine = createEngine({
    me() {
      const { visitId, generation, since } = visit.view.get().me
      return { visitId, generation, since: since ?? '' }
    },
    iceServers: () => visit.view.get().iceServers,
    relayOnly,
    signals: {
      send: visit.signal,
      listen: visit.onSignal,
      getThrough: visit.online,
    },
    watchNetwork: (changed) => watchNetwork(changed, until),
    watchRelayOnly(begun) {
      let before = relayOnly()
      visit.view.subscribe(() => {
        const isNews = relayOnly() && !before
        before = relayOnly()
        if (isNews) begun()
      }, until)
    },
    clock,
    until,
  })
  const sending = createStore<SourceTracks>({ microphone: null, camera: null, screen: null, 'screen-sound': null })

  function send(source: Source, track: MediaStreamTrack | null) {
    sending.set({ ...sending.get(), [source]: track })
    update()
  }
  /**
   * On hold nothing leaves this browser, whatever is switched on; nor before its person has looked, where they were brought
   * into the call while they looked at another window.
   */
  let isSeen = goesOn
  function update() {
    isSeen ||= document.visibilityState !== 'hidden'
    const isSent = isSeen && visit.view.get().phase.name === 'in-call'
    for (const [source, track] of Object.entries(sending.get())) engine.send(source as Source, isSent ? track : null)
  }
  function follow() {
    const { microphone, camera } = devices
    send('microphone', microphone.get().status === 'on' ? microphone.get().track : null)
    send('camera', camera.get().status === 'on' ? camera.get().track : null)
  }
  /** A page that was loaded anew is in the call before it can be told anything. */
  let wasReached = visit.online.get()
  function people() {
    const { people, phase } = visit.view.get()
    engine.setPeople(phase.name === 'in-call' && wasReached ? people : [])
    update()
  }
  /** Whoever comes may be one connection too many for a browser. */
  function followPeople() {
    try {
      people()
    } catch (error) {
      failed(error)
    }
  }
  function lineToServer() {
    if (wasReached || !visit.online.get()) return
    wasReached = true
    followPeople()
  }
  let cancelSettling = () => {}
  const nameOf = (id: string) => visit.view.get().people.find(({ visitId }) => visitId === id)?.name ?? ''

  /**
   * The first pictures are small, so that they are there sooner; large ones follow once the call runs, among few
   * people.
   */
  function sharpen() {
    const peers = engine.peers.get()
    const isRunning = peers.length > 0 && peers.every(({ line }) => line === 'open')
    cancelSettling()
    if (peers.length > sharpForOthers) devices.setSharp(false)
    else if (isRunning) cancelSettling = clock.after(settledAfterMs, () => devices.setSharp(true), until)
  }

  follow()
  people()
  vouchForOthers({ visit, peers: engine.peers, clock, until })
  meter.follow(engine, until)
  visit.view.subscribe(followPeople, until)
  engine.peers.subscribe(sharpen, until)
  devices.microphone.subscribe(follow, until)
  devices.camera.subscribe(follow, until)
  visit.online.subscribe(lineToServer, until)
  document.addEventListener('visibilitychange', update, { signal: until })
  until.addEventListener('abort', () => {
    devices.setSharp(false)
    for (const source of ['screen', 'screen-sound'] as const) sending.get()[source]?.stop()
  })

  const channel = createChannels(engine, nameOf)
  const streams = createStreams(engine)
  const { microphone, setWanted } = devices
  const muting = createMuting({ channel: channel('muting'), view: visit.view, microphone, setWanted, until })
  const hands = createHands({ channel: channel('hands'), view: visit.view, until })
  const interrupted = shareInterruptions({ channel: channel('media-state'), view: visit.view, devices, until })
  const { peers, quality, fingerprints } = engine
  return {
    peers,
    sending,
    send,
    channel,
    streams,
    fingerprints,
    muting,
    hands,
    interrupted,
    quality,
    until,
  }
}

/** Calls `changed` when the browser says that it is on another network than before. */
function watchNetwork(changed: () => void, until: AbortSignal): void {
  globalThis.addEventListener?.('online', changed, { signal: until })
  // Network Information API: Chromium says when the way to the network changes, as from Wi-Fi to mobile; it says the
  // same each time when its guess of the speed changes, which is no reason to look for another way.
  const { connection } = navigator as { connection?: EventTarget & { type?: string } }
  let before = connection?.type
  const look = () => {
    if (connection?.type !== before) changed()
    before = connection?.type
  }
  connection?.addEventListener('change', look, { signal: until })
}
