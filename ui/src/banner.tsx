import type { ComponentChildren } from 'preact'
import styles from './banner.module.css'
import { Icon, type Picture } from './icon.tsx'

type Props = {
  icon: Picture
  label: string
  children: ComponentChildren
}

/** A thin line above everything. Code that shows it also announces it. */
export function Banner({ icon, label, children }: Props) {
  return (
    <section className={styles.banner} aria-label={label}>
      <Icon name={icon} size={20} />
      <span>{children}</span>
    </section>
  )
}
