import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { Icon, type IconName } from './icon.tsx'

/** A thin line above everything. Whoever shows it also announces it. */
export function Banner({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <div className={styles.banner}>
      <Icon name={icon} size={20} />
      <span>{children}</span>
    </div>
  )
}
