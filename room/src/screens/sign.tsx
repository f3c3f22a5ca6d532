import { Drawing, Icon, type IconName } from '@anteroom/ui/icon.tsx'
import styles from './sign.module.css'

/** At the head of a sheet: a picture of what it is about, beside the words that say it. `path`: one that only this sheet has. */
export function Sign({ name, path }: { name: IconName; path?: never } | { name?: never; path: string }) {
  return (
    <span className={styles.sign}>{name ? <Icon name={name} size={28} /> : <Drawing path={path} size={28} />}</span>
  )
}
