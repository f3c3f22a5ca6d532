import { Icon } from '@anteroom/ui/icon.tsx'
import { useMediaQuery } from '@anteroom/ui/use-media-query.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { words } from '../../../words/words.ts'
import { hasWaitingRoom } from './arrivals.ts'
import type { Door } from './door-state.ts'
import styles from './rail.module.css'
import { rowsOf } from './rows.ts'
import { WaitingHead } from './waiting-head.tsx'
import { WaitingList } from './waiting-list.tsx'

/** The door's button in the bar. */
export const controlId = 'door-control'
const headingId = 'rail-title'

/** Whether there is room for the door beside the pictures. */
export const useHasRail = () => useMediaQuery('(min-width: 64em) and (min-height: 30em)')

export function useIsRailShown(door: Door): boolean {
  const hasRail = useHasRail()
  const wish = useStore(door.rail)
  const view = useStore(door.host.view)
  const pending = useStore(door.admissions.pending)
  const isPanelOpen = useStore(door.host.panel.isOpen)
  const isNeeded = rowsOf(view, pending).length > 0
  return hasRail && hasWaitingRoom(view) && !isPanelOpen && (wish === 'when-needed' ? isNeeded : wish === 'open')
}

/** Who waits, beside the pictures, for as long as anybody does. */
export function Rail({ door }: { door: Door }) {
  const isShown = useIsRailShown(door)
  if (!isShown) return null
  function fold() {
    door.rail.set('folded')
    document.getElementById(controlId)?.focus()
  }
  return (
    <section className={styles.rail} aria-label={words.door.title}>
      <WaitingHead door={door} id={headingId}>
        <button type="button" className={styles.fold} aria-label={words.door.fold} onClick={fold}>
          <Icon name="close" />
        </button>
      </WaitingHead>
      <div className={styles.rows}>
        <WaitingList door={door} headingId={headingId} />
      </div>
      <p className={styles.keys} aria-hidden="true">
        {words.door.keys}
      </p>
    </section>
  )
}

/** Goes to whoever waits longest. */
export function focusRail(): boolean {
  const heading = document.getElementById(headingId)
  const rail = heading?.closest('section')
  if (!rail || rail.contains(document.activeElement)) return false
  ;(rail.querySelector<HTMLElement>('[data-main]') ?? heading)?.focus()
  return true
}
