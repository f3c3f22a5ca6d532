import { useEffect, useRef } from 'preact/hooks'
import { useAnnounce } from '../../../ui/announcer.tsx'
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

/** Says when a host has locked the room or opened it. */
export function useLockAnnounced(locked: boolean) {
  const announce = useAnnounce()
  const before = useRef(locked)
  useEffect(() => {
    if (locked !== before.current) announce(locked ? words.hosts.locked : words.hosts.unlocked)
    before.current = locked
  }, [locked, announce])
}
