import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Call } from '../../../call/call.ts'
import type { Peer } from '../../../call/media.ts'
import type { Devices } from '../../../devices/devices.ts'
import { laterWords, words } from '../../../words/words.ts'

/**
 * Nobody else can tell people that it is their own connection that is weak. Silent while `WeakLine` says more: that the
 * camera is paused for it.
 */
export function OwnLine({ call, devices, peers }: { call: Call; devices: Devices; peers: readonly Peer[] }) {
  const isSeen = useStore(devices.camera).status === 'on'
  const isWeak = useStore(call.quality.own) !== 'good'
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    if (!isWeak) setAway(false)
  }, [isWeak])
  if (!isWeak || isAway || peers.some(({ paused }) => paused.ours)) return null
  return (
    <Note
      icon="signal"
      tone="warning"
      title={laterWords.stage.ownWeak}
      live
      close={{ label: words.close, onClose: () => setAway(true) }}
    >
      {isSeen && (
        <>
          <p>{laterWords.stage.ownWeakText}</p>
          <Button size="small" onClick={() => devices.setWanted('camera', false)}>
            {words.call.stopVideo}
          </Button>
        </>
      )}
    </Note>
  )
}

/** Says that our own camera is not sent because the line is too weak; of the others' it is told aloud. */
export function WeakLine({ peers }: { peers: readonly Peer[] }) {
  const isPaused = peers.some(({ paused }) => paused.ours)
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    if (!isPaused) setAway(false)
  }, [isPaused])
  if (!isPaused || isAway) return null
  return (
    <Note
      icon="signal"
      tone="warning"
      title={laterWords.resilience.ownVideoPaused}
      live
      close={{ label: words.close, onClose: () => setAway(true) }}
    >
      <p>{laterWords.resilience.ownVideoPausedText}</p>
    </Note>
  )
}
