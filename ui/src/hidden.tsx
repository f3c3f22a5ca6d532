import type { ComponentChildren } from 'preact'
import styles from './hidden.module.css'

/** Words for screen readers alone. */
export function Hidden({ children }: { children: ComponentChildren }) {
  return <span className={styles.hidden}>{children}</span>
}
