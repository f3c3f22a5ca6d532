import { Icon } from '../../../ui/icon.tsx'
import { words } from '../../../words/words.ts'
import styles from './locked.module.css'

/** Beside the name of the call, for everybody in it. */
export function LockedSign() {
  return (
    <span className={styles.sign}>
      <Icon name="lock" size={18} />
      {words.hosts.lockedSign}
    </span>
  )
}
