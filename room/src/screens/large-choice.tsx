import { kept } from '@anteroom/ui/ground/kept.ts'
import { useState } from 'preact/hooks'
import { words } from '../words/words.ts'
import styles from './large-choice.module.css'

const page = document.documentElement

/** Larger text and buttons, on every page of this link until they are switched off. */
export function LargeChoice() {
  const [memory] = useState(() => kept(`anteroom.large.${page.dataset.keep}`))
  const [isLarge, setLarge] = useState(() => memory.get() !== null)
  page.toggleAttribute('data-large', isLarge)
  const toggle = () => {
    memory.set(isLarge ? null : 'on')
    setLarge(!isLarge)
  }
  return (
    <button
      type="button"
      className={styles.large}
      aria-pressed={isLarge}
      aria-label={words.large}
      title={words.large}
      onClick={toggle}
    >
      A
    </button>
  )
}
