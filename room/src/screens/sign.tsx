import { Icon, type Picture } from '@anteroom/ui/icon.tsx'
import styles from './sign.module.css'

/** At the head of a sheet: a picture of what it is about, beside the words that say it. */
export function Sign({ name }: { name: Picture }) {
  return (
    <span className={styles.sign}>
      <Icon name={name} size={28} />
    </span>
  )
}
