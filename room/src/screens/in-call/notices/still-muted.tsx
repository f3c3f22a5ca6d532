import { Button } from '@anteroom/ui/button.tsx'
import { systemClock } from '@anteroom/ui/ground/clock.ts'
import { Note } from '@anteroom/ui/note.tsx'
import { useEffect, useState } from 'preact/hooks'
import { listenTo, openAudio } from '../../../call/sound/level.ts'
import type { Devices } from '../../../devices/devices.ts'
import { laterWords, words } from '../../../words/words.ts'

const speaksAt = 0.45
const lookEveryMs = 100
/** A cough or a door is no speech. */
const speechMs = 700
const shownForMs = 10_000

/**
 * Listens, on this device alone, while the microphone is off: to a copy of its track, as the track itself is silent. Who
 * speaks is told that nobody hears it; once, until the microphone was on again.
 */
export function StillMutedNote({ devices, track }: { devices: Devices; track: MediaStreamTrack }) {
  const [state, setState] = useState<'listening' | 'heard' | 'told'>('listening')
  useEffect(() => {
    if (state !== 'listening') return
    const context = openAudio()
    if (!context) return
    const copy = track.clone()
    copy.enabled = true
    const ear = listenTo(context, copy)
    let spokenMs = 0
    const cancel = systemClock.every(lookEveryMs, () => {
      spokenMs = Math.max(0, spokenMs + (ear.level() > speaksAt ? lookEveryMs : -lookEveryMs / 2))
      if (spokenMs >= speechMs) setState('heard')
    })
    return () => {
      cancel()
      ear.stop()
      copy.stop()
      void context.close()
    }
  }, [track, state])
  useEffect(() => {
    if (state !== 'heard') return
    const timer = setTimeout(() => setState('told'), shownForMs)
    return () => clearTimeout(timer)
  }, [state])
  if (state !== 'heard') return null
  return (
    <Note icon="microphone-off" title={laterWords.call.stillMuted} live>
      <Button size="small" onClick={() => devices.setWanted('microphone', true)}>
        {words.call.unmute}
      </Button>
    </Note>
  )
}
