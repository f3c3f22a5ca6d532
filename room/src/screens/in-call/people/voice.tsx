import { Hidden } from '@anteroom/ui/hidden.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { listenTo, openAudio } from '../../../call/sound/level.ts'
import { laterWords } from '../../../words/words.ts'
import styles from './voice.module.css'

const stepMs = 80

/** One for all who are listened to: browsers give few of them. */
export function useAudio(): AudioContext | null {
  const [audio, setAudio] = useState<AudioContext | null>(null)
  useEffect(() => {
    const opened = openAudio()
    setAudio(opened)
    return () => void opened?.close()
  }, [])
  return audio
}

/** How loud somebody is at the moment, as it reaches us. */
export function Voice({ audio, track }: { audio: AudioContext | null; track: MediaStreamTrack }) {
  const bar = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!audio) return
    const ear = listenTo(audio, track)
    let shown = 0
    const timer = setInterval(() => {
      shown = Math.max(ear.level(), shown - 0.08)
      if (bar.current) bar.current.style.transform = `scaleX(${shown.toFixed(2)})`
    }, stepMs)
    return () => {
      clearInterval(timer)
      ear.stop()
    }
  }, [audio, track])
  return (
    <span className={styles.voice} title={laterWords.people.microphoneOn}>
      <Icon name="microphone" size={14} />
      <Hidden>{laterWords.people.microphoneOn}</Hidden>
      <span className={styles.meter} aria-hidden="true">
        <span ref={bar} className={styles.bar} />
      </span>
    </span>
  )
}
