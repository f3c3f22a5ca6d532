import { useEffect, useRef } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { keepPlaying } from './playing.ts'
import styles from './video.module.css'

type Props = {
  track: MediaStreamTrack
  /** `cover` fills the space and cuts the edges off, `contain` shows all of it. */
  fit?: 'cover' | 'contain'
  /** Tells the picture's own proportions when they are known or have changed. */
  onAspect?: (aspect: number) => void
  /** What tests and other code find the element by. */
  data?: Record<`data-${string}`, string>
}

/** A moving picture without sound; the sound has its own element. */
export function Video({ track, fit = 'cover', onAspect, data }: Props) {
  const ref = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = ref.current
    if (!video) return
    video.srcObject = new MediaStream([track])
    const shown = new AbortController()
    keepPlaying(video, shown.signal)
    return () => {
      shown.abort()
      video.srcObject = null
    }
  }, [track])
  return (
    <video
      ref={ref}
      className={classNames(styles.video, fit === 'contain' && styles.contain)}
      autoPlay
      muted
      playsInline
      aria-hidden="true"
      tabIndex={-1}
      onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
        if (videoWidth && videoHeight) onAspect?.(videoWidth / videoHeight)
      }}
      {...data}
    />
  )
}
