import { lazy, Suspense } from 'react'
import type { Room } from '../../call/room.ts'
import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'
import styles from './connection.module.css'

const ConnectionCheck = lazy(() =>
  import('./connection-check.tsx').then(
    (loaded) => ({ default: loaded.ConnectionCheck }),
    // The precall does without it.
    () => ({ default: () => null }),
  ),
)

/** How the connection is, in one line that opens. Its place is kept from the beginning. */
export function Connection({ room }: { room: Room }) {
  const check = useStore(room.check)
  if (check === 'unavailable') return null
  const beginning = (
    <div className={styles.box}>
      <p className={styles.line}>
        <Icon name="signal" size={22} />
        {words.check.running}
      </p>
    </div>
  )
  return check ? (
    <Suspense fallback={beginning}>
      <ConnectionCheck check={check} devices={room.devices} />
    </Suspense>
  ) : (
    beginning
  )
}
