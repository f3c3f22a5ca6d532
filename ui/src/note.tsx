import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { Icon, type Picture } from './icon.tsx'
import styles from './note.module.css'

type Props = {
  icon: Picture
  title?: string
  tone?: 'plain' | 'warning'
  children?: ComponentChildren
  /** Read out when it appears. */
  live?: boolean
  /** Puts it away; `label` is what the button is called. */
  close?: { label: string; onClose: () => void }
}

/** A few words apart from the rest: what is in the way, or good to know. */
export function Note({ icon, title, tone = 'plain', live = false, close, children }: Props) {
  return (
    <div className={classNames(styles.note, styles[tone])} role={live ? 'status' : undefined}>
      <Icon name={icon} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {close && (
        <button type="button" className={styles.close} aria-label={close.label} onClick={close.onClose}>
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
