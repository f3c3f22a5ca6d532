import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Peer } from '../../../call/media.ts'
import { sendToSpeaker } from '../../../call/sound/speaker.ts'
import { words } from '../../../words/words.ts'

/** The sound of everybody else, and one tap to start it where the browser waits for one. */
export function RemoteSound({ peers, speaker }: { peers: readonly Peer[]; speaker: string | null }) {
  const [blocked, setBlocked] = useState(false)
  const elements = useRef(new Set<HTMLAudioElement>())
  const tracks = peers.flatMap(({ tracks }) => [tracks.microphone, tracks['screen-sound']]).filter((track) => !!track)
  async function playAll() {
    setBlocked(false)
    await Promise.all([...elements.current].map((element) => element.play().catch(() => setBlocked(true))))
  }
  return (
    <>
      {tracks.map((track) => (
        <Sound
          key={track.id}
          track={track}
          speaker={speaker}
          elements={elements.current}
          onBlocked={() => setBlocked(true)}
        />
      ))}
      {blocked && tracks.length > 0 && (
        <Note icon="speaker" tone="warning" title={words.call.soundBlocked} live>
          <Button tone="primary" onClick={() => void playAll()}>
            {words.call.turnSoundOn}
          </Button>
        </Note>
      )}
    </>
  )
}

type SoundProps = {
  track: MediaStreamTrack
  speaker: string | null
  elements: Set<HTMLAudioElement>
  onBlocked: () => void
}

function Sound({ track, speaker, elements, onBlocked }: SoundProps) {
  const ref = useRef<HTMLAudioElement>(null)
  const blocked = useRef(onBlocked)
  blocked.current = onBlocked
  useEffect(() => {
    const element = ref.current
    if (!element) return
    elements.add(element)
    element.srcObject = new MediaStream([track])
    const play = () =>
      void element.play().catch((error: unknown) => {
        if (error instanceof DOMException && error.name === 'NotAllowedError') blocked.current()
      })
    play()
    document.addEventListener('visibilitychange', play)
    return () => {
      document.removeEventListener('visibilitychange', play)
      elements.delete(element)
      element.srcObject = null
    }
  }, [track, elements])
  useEffect(() => {
    if (ref.current) void sendToSpeaker(ref.current, speaker)
  }, [speaker])
  // biome-ignore lint/a11y/useMediaCaption: people speaking live have no captions.
  return <audio ref={ref} autoPlay />
}
