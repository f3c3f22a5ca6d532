import { useEffect, useState } from 'react'
import type { DeviceKind, Devices } from '../../call/devices.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'

/** A track may be silent for a moment without anybody having paused it. */
const pausedAfterMs = 2_500

/** A phone call or another app takes the camera and the microphone away; one tap brings them back. */
export function DevicesPaused({ devices }: { devices: Devices }) {
  const microphone = usePaused(useStore(devices.microphone).track)
  const camera = usePaused(useStore(devices.camera).track)
  if (!microphone && !camera) return null
  const resume = (kind: DeviceKind) => {
    const { deviceId } = devices[kind].get()
    if (deviceId) devices.choose(kind, deviceId)
    else devices.setWanted(kind, true)
  }
  return (
    <Note icon="alert" tone="warning" title={words.call.paused} live>
      <Button
        tone="primary"
        onClick={() => {
          if (microphone) resume('microphone')
          if (camera) resume('camera')
        }}
      >
        {words.call.resume}
      </Button>
    </Note>
  )
}

function usePaused(track: MediaStreamTrack | null): boolean {
  const [paused, setPaused] = useState(false)
  useEffect(() => {
    setPaused(false)
    if (!track) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const update = () => {
      clearTimeout(timer)
      if (track.muted) timer = setTimeout(() => setPaused(true), pausedAfterMs)
      else setPaused(false)
    }
    update()
    track.addEventListener('mute', update)
    track.addEventListener('unmute', update)
    return () => {
      clearTimeout(timer)
      track.removeEventListener('mute', update)
      track.removeEventListener('unmute', update)
    }
  }, [track])
  return paused
}
