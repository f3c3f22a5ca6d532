import type { CheckPart, ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import { pause } from '@anteroom/ui/ground/within.ts'
import type { Devices } from '../devices/devices.ts'
import type { Visit } from '../visit/visit.ts'
import { checkBrowser, followCamera, followMicrophone } from './device-checks.ts'
import { judgePaths, judgeSpeed } from './judge.ts'
import { tryPaths } from './paths.ts'
import { measureSpeed } from './speed.ts'

export type CheckState = { running: boolean; result: ConnectionCheck }

/** The check of devices and network before a call. It stands in nobody's way: joining never waits for it. */
export type Check = {
  state: Store<CheckState>
  /** What the person says of the speaker's test. */
  setHeard(heard: boolean): void
  /** Tries the network once more; devices are followed all the time. */
  again(): void
}

/** How long a device may start, or a browser ask for it, before the check goes on without. */
const devicesMs = 10_000
/** How long the first word of the server may take, which names the ways to try, before the check finds out why. */
const serverMs = 5_000
/** Changes that come together are told together. */
const tellAfterMs = 400

const untested = { status: 'untested', detail: null } as const
const nothingKnown: ConnectionCheck = {
  browser: untested,
  camera: untested,
  microphone: untested,
  speaker: untested,
  reachability: { ...untested, paths: [] },
  bandwidth: { ...untested, up: null, down: null },
}

type Options = { visit: Visit; devices: Devices; clock: Clock; until: AbortSignal }

export function startCheck({ visit, devices, clock, until }: Options): Check {
  const state = createStore<CheckState>({ running: true, result: { ...nothingKnown, browser: checkBrowser() } })
  let run: AbortController | null = null
  let told = ''
  let cancelTelling = () => {}

  function found<Part extends CheckPart>(part: Part, what: ConnectionCheck[Part]) {
    const { running, result } = state.get()
    state.set({ running, result: { ...result, [part]: what } })
    if (!running) tellSoon()
  }

  function tellSoon() {
    cancelTelling()
    cancelTelling = clock.after(tellAfterMs, () => void tell(), until)
  }

  /** The server wants to know what is new only. */
  async function tell() {
    const { result } = state.get()
    // Kept for a page that speaks for its visit; another one tells it again once it does.
    const isBehind = visit.view.get().me.generation > 0
    const text = `${isBehind} ${JSON.stringify(result)}`
    if (text === told) return
    told = text
    const answer = await visit.request('visit:checked', result)
    if (!answer.ok && told === text) told = ''
  }

  const settled = { camera: false, microphone: false }
  followCamera(
    devices.camera,
    (camera, isSettled) => {
      settled.camera = isSettled
      found('camera', camera)
    },
    clock,
    until,
  )
  followMicrophone(
    devices.microphone,
    (microphone, isSettled) => {
      settled.microphone = isSettled
      found('microphone', microphone)
    },
    clock,
    until,
  )

  async function devicesSettled(signal: AbortSignal) {
    const endAt = clock.now() + devicesMs
    while (!signal.aborted && clock.now() < endAt && !(settled.camera && settled.microphone)) {
      await pause(clock, 100, signal)
    }
  }

  async function serverHeard(signal: AbortSignal) {
    const endAt = clock.now() + serverMs
    while (!signal.aborted && clock.now() < endAt && !visit.online.get()) await pause(clock, 50, signal)
  }

  async function checkNetwork(signal: AbortSignal) {
    await serverHeard(signal)
    const { iceServers, settings } = visit.view.get()
    const { relayOnly } = settings
    const { paths, relay } = await tryPaths(iceServers, { relayOnly, clock, until: signal })
    if (signal.aborted) return
    found('reachability', judgePaths(paths, relayOnly))
    const speed = await measureSpeed(visit.link, relay, clock, signal)
    if (!signal.aborted) found('bandwidth', judgeSpeed(speed))
  }

  async function begin() {
    run?.abort()
    run = new AbortController()
    const { signal } = run
    const { result } = state.get()
    const { reachability, bandwidth } = nothingKnown
    state.set({ running: true, result: { ...result, reachability, bandwidth } })
    const network = checkNetwork(signal).catch((error: unknown) => {
      // What was found by then is told all the same.
      if (!signal.aborted) console.error('Anteroom: the network could not be checked', error)
    })
    await Promise.all([network, devicesSettled(signal)])
    if (signal.aborted) return
    state.set({ ...state.get(), running: false })
    tellSoon()
  }

  void begin()
  // Hosts learn at once what no waiting changes.
  if (state.get().result.browser.status === 'failed') tellSoon()
  until.addEventListener('abort', () => {
    run?.abort()
    // Somebody was quicker than their check: what is known by now is better than nothing.
    void tell()
  })

  return {
    state,
    setHeard: (heard) =>
      found('speaker', heard ? { status: 'ok', detail: null } : { status: 'warning', detail: 'unheard' }),
    again: () => void begin(),
  }
}
