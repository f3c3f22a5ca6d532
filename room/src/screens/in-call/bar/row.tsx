import { Icon, type Picture } from '@anteroom/ui/icon.tsx'
import type { ComponentChildren } from 'preact'
import styles from './row.module.css'

type Props = {
  icon: Picture
  label: string
  /** What can be set in the row itself, in place of the press of all of it. */
  children?: ComponentChildren
  onClick?: () => void
}

/** One line of a sheet. */
export function Row({ icon, label, onClick, children }: Props) {
  const inside = (
    <>
      <Icon name={icon} />
      <span className={styles.label}>{label}</span>
    </>
  )
  if (!onClick) {
    return (
      <div className={styles.row}>
        {inside}
        {children}
      </div>
    )
  }
  return (
    <button type="button" className={styles.row} onClick={onClick}>
      {inside}
      {children}
    </button>
  )
}
