import { Icon } from '@anteroom/ui/icon.tsx'
import { fullScreenIcon } from '@anteroom/ui/later-icons.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { laterWords, words } from '../../../words/words.ts'
import styles from './shown-screen.module.css'

type Props = {
  /** Who shows it. */
  of: string
  isHere: boolean
  isLarge: boolean
}

/** What a screen that somebody shows has beside its picture: a word until that is here, then a button to read it larger. */
export function ShownScreen({ of, isHere, isLarge }: Props) {
  if (isHere) return isLarge && document.fullscreenEnabled ? <Enlarge of={of} /> : null
  return (
    <p className={styles.coming} role="status">
      <Icon name="screen" size={32} />
      {laterWords.stage.screenComing(of)}
    </p>
  )
}

const tileOf = (button: Element | null) => button?.closest('li') ?? undefined

/** The picture alone on all of the screen, with its name and the way back. */
function Enlarge({ of }: { of: string }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const update = () => setFull(document.fullscreenElement === tileOf(button.current))
    document.addEventListener('fullscreenchange', update)
    return () => document.removeEventListener('fullscreenchange', update)
  }, [])
  const toggle = () => {
    const change = isFull ? document.exitFullscreen() : tileOf(button.current)?.requestFullscreen()
    change?.catch(() => {
      // A frame around the page may not allow it.
    })
  }
  const label = isFull ? laterWords.menu.exitFullScreen : laterWords.menu.fullScreen
  return (
    <button
      ref={button}
      type="button"
      className={styles.enlarge}
      aria-label={laterWords.stage.of(label, words.call.screenOf(of))}
      onClick={toggle}
    >
      <Icon name={fullScreenIcon} size={20} /> {label}
    </button>
  )
}
