import { Icon } from '@anteroom/ui/icon.tsx'
import { laterWords } from '../../../words/words.ts'
import styles from './screen-coming.module.css'

/** In the place of a screen that somebody shows, until its first picture is here. */
export function ScreenComing({ of }: { of: string }) {
  return (
    <p className={styles.coming} role="status">
      <Icon name="screen" size={32} />
      {laterWords.stage.screenComing(of)}
    </p>
  )
}
