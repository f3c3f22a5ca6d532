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

/** What to do, one after the other, with the buttons where they are needed. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={styles.steps}>
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
    </ol>
  )
}
