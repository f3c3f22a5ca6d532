import { hueOf, initialsOf } from '@anteroom/contract/initials'
import styles from './avatar.module.css'

/** In place of a picture of somebody. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span
      className={small ? styles.small : styles.avatar}
      style={{ background: `hsl(${hueOf(name)} 32% 28%)` }}
      aria-hidden="true"
    >
      {initialsOf(name) || '·'}
    </span>
  )
}
