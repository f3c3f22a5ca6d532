import { Icon } from '@anteroom/ui/icon.tsx'
import { phoneIcon } from '@anteroom/ui/later-icons.ts'
import { QrCode } from '@anteroom/ui/qr-code.tsx'
import type { ComponentChildren } from 'preact'
import { laterWords } from '../words/words.ts'
import styles from './steps.module.css'

/** The way to another device: whoever has none at hand reads on without it. */
export function OtherDevice({ children }: { children?: ComponentChildren }) {
  const { elsewhere, scan } = laterWords.otherBrowser
  return (
    <details className={styles.elsewhere}>
      <summary>
        <Icon name={phoneIcon} />
        {elsewhere}
        <Icon name="caret" size={20} />
      </summary>
      <div className={styles.ways}>
        <div className={styles.scan}>
          <QrCode text={location.href} label={laterWords.link.code} />
          <p>{scan}</p>
        </div>
        {children}
      </div>
    </details>
  )
}
