import type { Clock } from '@anteroom/ui/ground/clock.ts'

/** A track may be silent for a moment without anybody having taken it. */
const interruptedAfterMs = 1_000

/**
 * Says when the system takes a device from the page without ending it, as for a phone call, and when it gives it back
 * (Media Capture and Streams, 4.3.1: `muted` is the system's, `enabled` is ours).
 */
export function watchInterruption(
  track: MediaStreamTrack,
  tell: (interrupted: boolean) => void,
  clock: Clock,
  until: AbortSignal,
) {
  let cancel = () => {}
  const look = () => {
    cancel()
    if (track.readyState === 'ended') return
    if (track.muted) cancel = clock.after(interruptedAfterMs, stillMuted, until)
    else tell(false)
  }
  const stillMuted = () => tell(track.muted && track.readyState === 'live')
  look()
  for (const event of ['mute', 'unmute', 'ended']) track.addEventListener(event, look, { signal: until })
}
