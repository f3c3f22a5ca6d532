import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon, type Picture } from '@anteroom/ui/icon.tsx'
import type { ComponentChildren } from 'preact'
import styles from './steps.module.css'

export type Step = {
  text: string
  /** What there is to be tapped. */
  picture?: Picture | undefined
  /** With what it is done here. */
  children?: ComponentChildren
}

/** What to do, one after the other or `either` of it, with the buttons where they are needed. */
export function Steps({ steps, either = false }: { steps: readonly Step[]; either?: boolean }) {
  const List = either ? 'ul' : 'ol'
  return (
    <List className={classNames(styles.steps, either && styles.either)}>
      {steps.map(({ text, picture, children }) => (
        <li key={text}>
          <div className={styles.step}>
            <span>{text}</span>
            {picture && (
              <span className={styles.picture}>
                <Icon name={picture} size={20} />
              </span>
            )}
          </div>
          {children}
        </li>
      ))}
    </List>
  )
}
