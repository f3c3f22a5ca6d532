import type { Finding } from '@anteroom/contract/realtime'
import { Icon } from '../../../ui/icon.tsx'
import { words } from '../../../words/words.ts'
import styles from './door.module.css'

/** What the check of somebody who waits has found that is good to know before the call. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null
  return (
    <span className={styles.findings}>
      <Icon name="signal" size={18} />
      {findings.map((finding) => words.check.findings[finding]).join(' · ')}
    </span>
  )
}
