import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { keepPlaying, playAll, waitsForTap } from '@anteroom/ui/playing.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useRef } from 'preact/hooks'
import type { Peer } from '../../../call/media.ts'
import { sendToSpeaker } from '../../../call/sound/speaker.ts'
import { words } from '../../../words/words.ts'

/** The sound of everybody else, and one tap for sound and pictures where the browser waits for one. */
export function RemoteSound({ peers, speaker }: { peers: readonly Peer[]; speaker: string | null }) {
  const isBlocked = useStore(waitsForTap)
  const tracks = peers.flatMap(({ tracks }) => [tracks.microphone, tracks['screen-sound']]).filter((track) => !!track)
  return (
    <>
      {tracks.map((track) => (
        <Sound key={track.id} track={track} speaker={speaker} />
      ))}
      {isBlocked && (
        <Note icon="speaker" tone="warning" title={words.call.playingStopped} live>
          <Button tone="primary" onClick={playAll}>
            {words.call.playAgain}
          </Button>
        </Note>
      )}
    </>
  )
}

function Sound({ track, speaker }: { track: MediaStreamTrack; speaker: string | null }) {
  const ref = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    const heard = new AbortController()
    keepPlaying(element, heard.signal)
    return () => {
      heard.abort()
      element.srcObject = null
    }
  }, [track])
  useEffect(() => {
    if (ref.current) void sendToSpeaker(ref.current, speaker)
  }, [speaker])
  // biome-ignore lint/a11y/useMediaCaption: people speaking live have no captions.
  return <audio ref={ref} autoPlay />
}
