import { glide } from '@anteroom/ui/glide.ts'
import { keepPlaying } from '@anteroom/ui/playing.ts'
import video from '@anteroom/ui/video.module.css'
import { createContext } from 'preact'
import { useContext, useLayoutEffect, useRef } from 'preact/hooks'

/** How long the picture is kept playing while no screen shows it: the next one may need a moment to be measured. */
const parkedMs = 500

type Props = {
  track: MediaStreamTrack
  /** `cover` fills the space and cuts the edges off, `contain` shows all of it. */
  fit?: 'cover' | 'contain'
  /** Tells the picture's own proportions when they are known or have changed. */
  onAspect?: (aspect: number) => void
}

/** One's own picture. All screens hand the same element on to each other: it is never made anew, and never blank. */
export function createOwnPicture() {
  const own = document.createElement('video')
  /** Where it stood last, from where it moves to its next place. */
  let before: DOMRect | null = null
  // Another camera stops what plays; without `autoplay` the new one would stay blank.
  Object.assign(own, {
    className: video.video,
    muted: true,
    autoplay: true,
    playsInline: true,
    disablePictureInPicture: true,
  })
  own.tabIndex = -1
  own.ariaHidden = 'true'
  own.dataset.self = ''
  let shown: AbortController | null = null

  return {
    show(place: HTMLElement, { track, fit = 'cover', onAspect }: Props) {
      own.style.cssText = `object-fit:${fit};transform:scaleX(-1)`
      own.onresize = () => own.videoWidth && onAspect?.(own.videoWidth / own.videoHeight)
      const isNew = own.parentElement !== place
      if (isNew) place.append(own)
      if (own.dataset.track !== track.id) own.srcObject = new MediaStream([track])
      own.dataset.track = track.id
      if (!isNew) return
      onAspect?.(own.videoWidth / own.videoHeight || 4 / 3)
      shown?.abort()
      shown = new AbortController()
      keepPlaying(own, shown.signal)
      glide(frameOf(place), before, 320)
      before = null
    },
    takeFrom(place: HTMLElement) {
      before = frameOf(place).getBoundingClientRect()
      own.style.cssText = 'position:fixed;width:1px;height:1px;opacity:0'
      // Outside the page it would stop.
      document.getElementById('root')?.append(own)
      setTimeout(() => {
        if (own.parentElement?.id !== 'root') return
        before = null
        shown?.abort()
        own.remove()
      }, parkedMs)
    },
  }
}

/** What moves with the picture. */
const frameOf = (place: HTMLElement): HTMLElement => place.closest('[data-frame], li') ?? place

export const OwnPictureContext = createContext<ReturnType<typeof createOwnPicture> | null>(null)

/** Where a screen shows one's own picture, as in a mirror. */
export function OwnPictureHere(props: Props) {
  const ref = useRef<HTMLSpanElement>(null)
  const own = useContext(OwnPictureContext)
  useLayoutEffect(() => {
    if (ref.current) own?.show(ref.current, props)
  })
  useLayoutEffect(() => {
    const place = ref.current
    return () => {
      if (place) own?.takeFrom(place)
    }
  }, [own])
  return <span ref={ref} style={{ display: 'contents' }} />
}
