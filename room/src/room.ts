import { phases } from '@anteroom/contract/phases'
import type { Answer, VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type OwnStore, type Store } from '@anteroom/ui/ground/store.ts'
import { whenIdle } from '@anteroom/ui/ground/when-idle.ts'
import { pause } from '@anteroom/ui/ground/within.ts'
import { createBandwidthMeter } from './call/bandwidth-meter.ts'
import { type Call, startCall } from './call/call.ts'
import { withEngine } from './call/engines.ts'
import type { MediaEngineKind } from './call/media.ts'
import type { Check } from './check/check.ts'
import type { DevicesWithBackground } from './devices/blur/background.ts'
import { createDrawnView } from './visit/drawn-view.ts'
import { keepCredentialsFresh } from './visit/fresh-credentials.ts'
import type { WayOut } from './visit/own-way.ts'
import type { Visit } from './visit/visit.ts'

/** All that the screens are about. One for each page. */
export type Room = {
  visit: Visit
  /** The visit's view as it is drawn: a moment later than the visit knows it when somebody has just come. */
  view: Store<VisitView>
  devices: DevicesWithBackground
  /** What stands in the field for the name, where it is asked for. */
  name: OwnStore<string>
  /** The call while the visit is in it (on hold included: then nothing is sent); else null. */
  call: Store<Call | null>
  /** Whether this browser can hold calls at all: in Lockdown Mode, for one, there is nothing that carries them. */
  canCall: boolean
  /** Why there is no call although the visit is in it; null as long as nothing is in the way. */
  callFailure: Store<CallFailure | null>
  /** The check before the call, once it is there and for as long as it lasts. */
  check: Store<Check | 'unavailable' | null>
  /** The answer to whoever pressed Join before the room was drawn, once; null when nobody did. */
  earlyJoin(): Promise<Answer<'visit:enter'>> | null
  /** Where the page is on its way to; from then on nothing else is shown. */
  goingTo: Store<string | null>
  /** Where a way out was to lead and did not: an app that is not there, a download, an answer with nothing in it. */
  deadEnd: Store<string | null>
  /** How long this page was last in a call, in milliseconds, and whether others were; null when it was in none. */
  lastStay(): { ms: number; hadOthers: boolean } | null
  /** Called when the first screen is drawn: makes ready what a call will need, while nobody waits for it. */
  drawn(): void
  /** The same at once, as somebody waits already. */
  prepare(): void
  /**
   * Leaves and goes where the settings say: the `exit-url` before others have joined, the `return-url` with
   * auto-return, else the exit screen.
   */
  leave(): void
  /** The same, and ends the call for the others. */
  endForEveryone(): void
  /** There is no screen any more on which anything could be switched off: nothing is sent, until the page is loaded again. */
  goDark(): void
}

/** Who is still here after that has come nowhere, in milliseconds. */
const awayWithinMs = 3_000
/** How long somebody who is led away waits for the server, in milliseconds. */
const patienceMs = 1_000

/** `failed`: for a reason that may pass. */
export type CallFailure = 'no-calls' | 'failed'

type Options = Pick<Room, 'visit' | 'devices' | 'canCall' | 'check' | 'earlyJoin'> & {
  /** Brings the engine of a call, at once if it can. */
  loadEngine: () => MediaEngineKind | Promise<MediaEngineKind>
  go: (url: string) => void
  clock: Clock
  until: AbortSignal
}

export function createRoom({ visit, devices, canCall, check, earlyJoin, loadEngine, go, clock, until }: Options): Room {
  const call = createStore<Call | null>(null)
  const callFailure = createStore<CallFailure | null>(null)
  const goingTo = createStore<string | null>(null)
  const deadEnd = createStore<string | null>(null)
  const view = createDrawnView(visit.view, call, clock, until)
  const meter = createBandwidthMeter(clock, (measured) => void visit.request('call:bandwidth', measured))
  let stay: AbortController | null = null
  let before = visit.view.get()
  let isPrepared = false
  let lastStay: { ms: number; hadOthers: boolean } | null = null
  let told = Promise.resolve()

  /** Once the server has heard that they are out, if it does soon. */
  async function leadTo(url: string) {
    if (goingTo.get()) return
    goingTo.set(url)
    stay?.abort()
    devices.stop()
    await Promise.race([told, pause(clock, patienceMs)])
    if (visit.untold.get() === 'ended') {
      // Who goes away now takes the wish with them; until it is heard, the exit screen says how it stands.
      goingTo.set(null)
      await told
      if (visit.view.get().phase.name !== 'exit') return
      goingTo.set(url)
    }
    go(url)
    await pause(clock, awayWithinMs)
    deadEnd.set(url)
    goingTo.set(null)
  }

  function follow() {
    const view = visit.view.get()
    const { isInCall, holdsDevices } = phases[view.phase.name]
    // The visit went back in after it was lost. To the others it is somebody new, so the lines to them are made anew.
    if (isInCall && stay && view.me.since !== before.me.since) end()
    if (!holdsDevices || !canCall) devices.stop()
    // No light goes on behind somebody's back; whoever comes to look has their devices then.
    else if (document.visibilityState !== 'hidden') devices.start()
    if (isInCall && !stay) begin(before !== view && before.phase.name === 'in-call')
    if (!isInCall && stay) end()
    const { since } = before.me
    if (!isInCall && phases[before.phase.name].isInCall && since) {
      lastStay = { ms: visit.serverNow() - Date.parse(since), hadOthers: before.othersJoined }
    }
    const url = whereTheEndLeads(before, view)
    before = view
    if (url) void leadTo(url)
  }

  /** `goesOn`: they were in it a moment ago, by this page. */
  function begin(goesOn: boolean) {
    stay = new AbortController()
    const until = stay.signal
    if (!canCall) return callFailure.set('no-calls')
    const start = ({ create }: MediaEngineKind) => {
      try {
        call.set(startCall({ visit, devices, createEngine: create, meter, failed: fail, goesOn, clock, until }))
      } catch (error) {
        fail(error)
      }
    }
    withEngine(loadEngine, start, clock, until)
  }

  /** There is no call here, and nobody but this page can tell its person. */
  function fail(error: unknown) {
    console.error('Anteroom: the call could not be held', error)
    stay?.abort()
    call.set(null)
    callFailure.set('failed')
  }

  function end() {
    stay?.abort()
    stay = null
    call.set(null)
    callFailure.set(null)
  }

  /** Whoever is out of the call is not asked any more. */
  function reportLast() {
    if (stay) meter.report()
  }

  /** `told` is there before the view changes: where that leads away, it waits for it. */
  function out(how: WayOut) {
    reportLast()
    let heard = () => {}
    told = new Promise((resolve) => {
      heard = resolve
    })
    void visit.goOut(how).then(heard)
  }

  keepCredentialsFresh(visit, clock, until)
  follow()
  const stop = visit.view.subscribe(follow)
  document.addEventListener('visibilitychange', follow, { signal: until })
  until.addEventListener('abort', () => {
    stop()
    end()
  })

  return {
    visit,
    view,
    devices,
    name: createStore(before.me.name ?? ''),
    call,
    canCall,
    callFailure,
    check,
    earlyJoin,
    goingTo,
    deadEnd,
    lastStay: () => lastStay,
    drawn() {
      if (phases[before.phase.name].leadsToCall) whenIdle(this.prepare)
    },
    prepare() {
      if (!isPrepared) withEngine(loadEngine, ({ prepare }) => prepare?.(), clock, until)
      isPrepared = true
    },
    leave() {
      const { settings, othersJoined, phase } = visit.view.get()
      const alone = !(phases[phase.name].isInCall && othersJoined)
      out('left')
      if (alone && settings.exitUrl) void leadTo(settings.exitUrl)
    },
    endForEveryone: () => out('ended'),
    goDark() {
      stop()
      end()
      devices.stop()
    },
  }
}

/** With auto-return, the end of a call that others had joined leads on by itself. */
function whereTheEndLeads(before: VisitView, now: VisitView): string | null {
  const { autoReturn, returnUrl } = now.settings
  if (!autoReturn || !returnUrl || now.phase.name !== 'exit') return null
  if (!phases[before.phase.name].isInCall) return null
  if (now.phase.reason === 'lost') return null
  return before.othersJoined || !now.settings.exitUrl ? returnUrl : null
}
