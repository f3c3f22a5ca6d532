import type { PluginHost } from '../../desk/plugin-host.ts'
import { words } from './words.ts'

export type Outcome = 'sharing' | 'cancelled' | 'denied' | 'framed' | 'failed'

/** Asks for a screen and sends it until the person, the browser or the call ends it. */
export async function takeScreen(host: PluginHost<'screen-share'>): Promise<Outcome> {
  let stream: MediaStream
  try {
    // Text must stay sharp, so few pictures a second are enough; a tab's own sound comes along where there is any.
    stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: true })
  } catch (error) {
    return allowedByFrame(document) ? outcomeOf(error) : 'framed'
  }
  const [screen] = stream.getVideoTracks()
  const [sound] = stream.getAudioTracks()
  if (!screen || host.until.aborted) {
    for (const track of stream.getTracks()) track.stop()
    return 'cancelled'
  }
  screen.contentHint = 'detail'
  screen.addEventListener('ended', () => stopSharing(host), { signal: host.until })
  host.screen.send({ picture: screen, sound: sound ?? null })
  host.announce(words().started)
  return 'sharing'
}

type WithPolicy = { featurePolicy?: { allowsFeature(name: string): boolean } }

/** Whether the frame around the page hands the screen on; true where the browser does not tell. */
export function allowedByFrame(document: object): boolean {
  return (document as WithPolicy).featurePolicy?.allowsFeature('display-capture') ?? true
}

export function stopSharing(host: PluginHost<'screen-share'>): void {
  const { picture, sound } = host.screen.sending.get()
  if (!picture && !sound) return
  picture?.stop()
  sound?.stop()
  host.screen.send({ picture: null, sound: null })
  host.announce(words().stopped)
}

/** Closing the browser's question is an answer and no error; macOS says so when the system forbids it. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Error || error instanceof DOMException)) return 'failed'
  if (error.name === 'NotAllowedError') return /system/i.test(error.message) ? 'denied' : 'cancelled'
  return error.name === 'AbortError' || error.name === 'InvalidStateError' ? 'cancelled' : 'failed'
}
