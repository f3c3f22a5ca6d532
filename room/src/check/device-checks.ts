import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { newAudio } from '@anteroom/ui/ground/new-audio.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import { pause } from '@anteroom/ui/ground/within.ts'
import type { DeviceState } from '../devices/devices.ts'

/** Whether this browser, on this page, can do calls at all. */
export function checkBrowser(): ConnectionCheck['browser'] {
  if (!globalThis.isSecureContext) return { status: 'failed', detail: 'insecure' }
  if (typeof RTCPeerConnection === 'undefined') return { status: 'failed', detail: 'no-webrtc' }
  if (!navigator.mediaDevices?.getUserMedia) return { status: 'failed', detail: 'no-devices' }
  return { status: 'ok', detail: null }
}

type Tell<Part> = (part: Part, isSettled: boolean) => void

/** Tells how the camera is, now and with each change. Settled is what does not change by waiting. */
export function followCamera(
  store: Store<DeviceState>,
  tell: Tell<ConnectionCheck['camera']>,
  clock: Clock,
  until: AbortSignal,
) {
  follow(store, until, ({ status, problem, track }, change) => {
    if (status === 'failed') return tell({ status: 'failed', detail: problem ?? 'unknown' }, true)
    if (status === 'off') return tell({ status: 'untested', detail: 'off' }, true)
    if (status === 'asking' || !track) return tell({ status: 'untested', detail: 'asking' }, false)
    tell({ status: 'untested', detail: null }, false)
    void givesPictures(track, clock, change).then((does) => {
      if (change.aborted) return
      if (does === null) tell({ status: 'untested', detail: null }, true)
      else tell(does ? { status: 'ok', detail: null } : { status: 'failed', detail: 'still' }, true)
    })
  })
}

/** The same for the microphone, which is fine as long as nobody has said anything. */
export function followMicrophone(
  store: Store<DeviceState>,
  tell: Tell<ConnectionCheck['microphone']>,
  clock: Clock,
  until: AbortSignal,
) {
  follow(store, until, ({ status, problem, track }, change) => {
    if (status === 'failed') return tell({ status: 'failed', detail: problem ?? 'unknown' }, true)
    if (status === 'off') return tell({ status: 'untested', detail: 'off' }, true)
    if (status === 'asking' || !track) return tell({ status: 'untested', detail: 'asking' }, false)
    const look = () => {
      if (track.muted) tell({ status: 'failed', detail: 'silenced' }, true)
      else tell({ status: 'ok', detail: 'unheard' }, true)
    }
    look()
    for (const event of ['mute', 'unmute']) track.addEventListener(event, look, { signal: change })
    void isHeard(track, clock, change).then((heard) => {
      if (heard) tell({ status: 'ok', detail: null }, true)
    })
  })
}

/** Begins anew with each change, and ends what the one before began. */
function follow(
  store: Store<DeviceState>,
  until: AbortSignal,
  look: (state: DeviceState, change: AbortSignal) => void,
) {
  let last: AbortController | null = null
  const begin = () => {
    last?.abort()
    last = new AbortController()
    look(store.get(), last.signal)
  }
  begin()
  store.subscribe(begin, until)
  until.addEventListener('abort', () => last?.abort())
}

const picturesMs = 6_000
const stepMs = 150

/**
 * Whether the camera's picture comes, by the element in which its person sees it; null where nothing can be told, as where
 * the browser does not let it play. Pictures are not counted: Firefox, and Safari before 2026, count none of a camera.
 */
async function givesPictures(track: MediaStreamTrack, clock: Clock, until: AbortSignal): Promise<boolean | null> {
  let own: HTMLVideoElement | null = null
  try {
    // While nobody looks at the page a browser need not draw, so that time does not count.
    for (let lookedMs = 0; !until.aborted && lookedMs < picturesMs; await pause(clock, stepMs, until)) {
      own ??= previewOf(track) ? null : playAlone(track)
      if (hasPicture(previewOf(track) ?? own)) return true
      if (document.visibilityState === 'visible') lookedMs += stepMs
    }
    return (previewOf(track) ?? own)?.paused ? null : false
  } finally {
    if (own) own.srcObject = null
  }
}

/** The element that shows the track, if the page has one. */
function previewOf(track: MediaStreamTrack): HTMLVideoElement | undefined {
  return [...document.querySelectorAll('video')].find(
    ({ srcObject }) => srcObject instanceof MediaStream && srcObject.getVideoTracks().includes(track),
  )
}

function playAlone(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([track])
  // A browser that does not let it play has its reason, and leaves it paused.
  video.play().catch(() => {})
  return video
}

/** A camera has no size before its first picture. */
function hasPicture(video: HTMLVideoElement | null): boolean {
  return video !== null && video.readyState >= video.HAVE_CURRENT_DATA && video.videoWidth > 0
}

/** Louder than this is no noise of an empty room (-45 dB). */
const voiceLevel = 10 ** (-45 / 20)
const loudStepsWanted = 3

/** Listens until somebody is heard, or until the end. */
async function isHeard(track: MediaStreamTrack, clock: Clock, until: AbortSignal): Promise<boolean> {
  const context = newAudio()
  if (!context) return false
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  try {
    for (let loudSteps = 0; !until.aborted; await pause(clock, stepMs, until)) {
      // Some browsers let it run only after the first tap anywhere on the page.
      if (context.state === 'suspended') void context.resume().catch(() => {})
      analyser.getFloatTimeDomainData(samples)
      const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
      if (level > voiceLevel && ++loudSteps === loudStepsWanted) return true
    }
    return false
  } finally {
    source.disconnect()
    await context.close()
  }
}
