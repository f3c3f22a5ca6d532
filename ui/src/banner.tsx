import type { ComponentChildren } from 'preact'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  icon: IconName
  label: string
  /** Below a phone's line with the way out, which must not be covered. */
  low?: boolean
  children: ComponentChildren
}

/** A thin line above everything. Code that shows it also announces it. */
export function Banner({ icon, label, low = false, children }: Props) {
  return (
    <section className={classNames(styles.banner, low && styles.low)} aria-label={label}>
      <Icon name={icon} size={20} />
      <span>{children}</span>
    </section>
  )
}
