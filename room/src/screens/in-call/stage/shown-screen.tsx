import { Icon } from '@anteroom/ui/icon.tsx'
import { fullScreenIcon } from '@anteroom/ui/later-icons.ts'
import { useRef } from 'preact/hooks'
import { laterWords, words } from '../../../words/words.ts'
import { toggleFullScreen } from '../bar/toggle-full-screen.ts'
import { useFullScreenElement } from '../bar/use-full-screen-element.ts'
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
  const isFull = useFullScreenElement() === tileOf(button.current)
  const label = isFull ? laterWords.menu.exitFullScreen : laterWords.menu.fullScreen
  return (
    <button
      ref={button}
      type="button"
      className={styles.enlarge}
      aria-label={laterWords.stage.of(label, words.call.screenOf(of))}
      onClick={() => toggleFullScreen(tileOf(button.current), isFull)}
    >
      <Icon name={fullScreenIcon} size={20} /> {label}
    </button>
  )
}
