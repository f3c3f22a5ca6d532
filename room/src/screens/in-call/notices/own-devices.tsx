import { Button } from '@anteroom/ui/button.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Devices, DeviceNews as News } from '../../../devices/devices.ts'
import { laterWords, words } from '../../../words/words.ts'
import { StillMutedNote } from './still-muted.tsx'

const shownForMs = 12_000

/** Says which device was taken in place of one that is gone, or that one is back. */
export function DeviceNews({ devices }: { devices: Devices }) {
  const news = useStore(devices.news)
  useEffect(() => {
    if (!news) return
    const timer = setTimeout(devices.dismissNews, shownForMs)
    return () => clearTimeout(timer)
  }, [news, devices])
  if (!news) return null
  return (
    <Note icon={news.kind} title={textOf(news)} live>
      <Button size="small" onClick={devices.dismissNews}>
        {laterWords.understood}
      </Button>
    </Note>
  )
}

/** Devices without a name have none to be told. */
function textOf({ what, kind, device, now }: News): string {
  const { gone, back, notStarted, someDevice, anotherDevice } = laterWords.resilience
  const before = device || someDevice[kind]
  if (what === 'back') return back(before)
  return (what === 'gone' ? gone : notStarted)(before, now || anotherDevice[kind])
}

/** A page that was loaded again, and whose browser has kept nothing of what was on before. */
export function Forgotten({ devices }: { devices: Devices }) {
  const isForgotten = useStore(devices.forgotten)
  const [isAway, setAway] = useState(false)
  if (!isForgotten || isAway) return null
  const turnOn = () => {
    devices.setWanted('microphone', true)
    devices.setWanted('camera', true)
  }
  return (
    <Note
      icon="camera-off"
      tone="warning"
      title={laterWords.resilience.forgotten}
      live
      close={{ label: words.close, onClose: () => setAway(true) }}
    >
      <p>{laterWords.resilience.forgottenText}</p>
      <Button onClick={turnOn}>{laterWords.resilience.turnBothOn}</Button>
    </Note>
  )
}

/** A phone call or another app takes the camera and the microphone away; one tap brings them back. */
export function DevicesPaused({ devices }: { devices: Devices }) {
  const microphone = useStore(devices.microphone)
  const camera = useStore(devices.camera)
  return microphone.interrupted || camera.interrupted ? <Paused devices={devices} /> : null
}

function Paused({ devices }: { devices: Devices }) {
  const [tried, setTried] = useState(false)
  const resume = () => {
    setTried(true)
    devices.resume()
  }
  return (
    <Note icon="pause" tone="warning" title={laterWords.resilience.ownInterrupted} live>
      <p>{tried ? laterWords.resilience.stillPaused : laterWords.resilience.ownInterruptedText}</p>
      <Button tone="primary" size="large" onClick={resume}>
        {laterWords.resilience.resume}
      </Button>
      {/* An iPhone may give nothing more to a page that a phone call has interrupted. */}
      {tried && <Button onClick={() => location.reload()}>{words.broken.button}</Button>}
    </Note>
  )
}

/** Says so when somebody speaks into a microphone that is off. */
export function StillMuted({ devices }: { devices: Devices }) {
  const { status, track } = useStore(devices.microphone)
  if (status !== 'off' || track?.readyState !== 'live') return null
  return <StillMutedNote devices={devices} track={track} />
}
