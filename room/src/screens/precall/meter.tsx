import { useEffect, useRef } from 'preact/hooks'
import { listenTo, openAudio } from '../../call/sound/level.ts'
import styles from './meter.module.css'

type Props = {
  track: MediaStreamTrack
  label: string
  /** Called once, when somebody is heard. */
  onHeard?: () => void
  /** Nothing can be measured here. */
  onMissing?: () => void
}

const heardAt = 0.42
const stepMs = 60

/** A bar that moves with what the microphone hears. */
export function Meter({ track, label, onHeard, onMissing }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const heard = useRef(onHeard)
  heard.current = onHeard
  const missing = useRef(onMissing)
  missing.current = onMissing
  useEffect(() => {
    const context = openAudio()
    if (!context) return missing.current?.()
    const ear = listenTo(context, track)
    let shown = 0
    let loudSteps = 0
    const timer = setInterval(() => {
      const level = ear.level()
      shown = Math.max(level, shown - 0.06)
      if (bar.current) bar.current.style.transform = `scaleX(${shown.toFixed(3)})`
      ref.current?.setAttribute('aria-valuenow', String(Math.round(shown * 10) * 10))
      if (level > heardAt && ++loudSteps === 4) heard.current?.()
    }, stepMs)
    return () => {
      clearInterval(timer)
      ear.stop()
      void context.close()
    }
  }, [track])
  return (
    // biome-ignore lint/a11y/useSemanticElements: the look of <meter> cannot be had the same in all browsers.
    <div
      ref={ref}
      className={styles.meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <div ref={bar} className={styles.bar} />
    </div>
  )
}
