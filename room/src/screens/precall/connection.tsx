import { fetched } from '@anteroom/ui/ground/fetched.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect } from 'preact/hooks'
import type { Room } from '../../room.ts'
import { withLaterWords } from '../../words/languages.ts'
import { words } from '../../words/words.ts'
import styles from './connection.module.css'

const laterCheck = fetched(() => withLaterWords(import('./connection-check.tsx')))

/** How the connection is, in one line that opens. Its place is kept from the beginning. */
export function Connection({ room }: { room: Room }) {
  const check = useStore(room.check)
  const loaded = useStore(laterCheck)
  const isWanted = check !== null && check !== 'unavailable'
  useEffect(() => {
    if (isWanted) laterCheck.fetch()
  }, [isWanted])
  // Without its code the precall does without it.
  if (check === 'unavailable' || loaded === 'failed') return null
  const beginning = (
    <p className={styles.line}>
      <Icon name="signal" size={22} />
      {words.check.running}
    </p>
  )
  return check && loaded ? <loaded.ConnectionCheck check={check} devices={room.devices} /> : beginning
}
