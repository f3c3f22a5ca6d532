import { SteadyList } from '@anteroom/ui/steady.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useCallback } from 'preact/hooks'
import { words } from '../../../words/words.ts'
import type { Door } from './door-state.ts'
import { rowsOf } from './rows.ts'
import { WaiterRow } from './waiter-row.tsx'
import styles from './waiting-list.module.css'

/** Everybody who waits, for as long as they wait. `headingId`: where the focus goes with a row that is gone. */
export function WaitingList({ door, headingId }: { door: Door; headingId: string }) {
  const view = useStore(door.host.view)
  const pending = useStore(door.admissions.pending)
  const now = useNow(door.host.serverNow, view.turnedAway?.length ? 1_000 : 10_000)
  const onGone = useCallback(() => document.getElementById(headingId)?.focus(), [headingId])
  const rows = rowsOf(view, pending)
  const first = rows.find(({ visitId, mayKnockAt }) => !mayKnockAt && !pending.has(visitId))
  if (rows.length === 0) {
    return (
      <div className={styles.nobody}>
        <p>{words.door.nobody}</p>
        <p className={styles.quiet}>{words.door.nobodyText}</p>
      </div>
    )
  }
  return (
    <SteadyList className={styles.list} onKeyDown={(event) => byKey(event, door)}>
      {rows.map((waiter) => (
        <WaiterRow
          key={waiter.visitId}
          door={door}
          waiter={waiter}
          now={now}
          isFirst={waiter === first}
          onGone={onGone}
        />
      ))}
    </SteadyList>
  )
}

/** Where the focus is in a list, keys move it and do what is wanted most; see decision 0049 for why it is not M. */
function byKey(event: KeyboardEvent, door: Door) {
  const { key, code, target, currentTarget, altKey, ctrlKey, metaKey, repeat } = event
  if (altKey || ctrlKey || metaKey || !(target instanceof Element && currentTarget instanceof Element)) return
  if (target.closest('input, dialog')) return
  const rows = [...currentTarget.children]
  const at = rows.findIndex((row) => row.contains(target))
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  const focus = (row: Element | undefined) => row?.querySelector<HTMLElement>('[data-main]')?.focus()
  if (step) focus(rows[at + step])
  else if (key === 'Home') focus(rows[0])
  else if (key === 'End') focus(rows.at(-1))
  else {
    const visitId = rows[at] instanceof HTMLElement ? rows[at].dataset.waiter : undefined
    const waiter = rowsOf(door.host.view.get(), new Map()).find((one) => one.visitId === visitId)
    if (repeat || !waiter || !door.host.keysAreOn() || door.admissions.pending.get().has(waiter.visitId)) return
    // An Arabic keyboard has the same keys in the same places.
    const letter = /^[!-~]$/.test(key) ? key.toUpperCase() : code.replace(/^Key/, '')
    if (letter === 'L') door.admissions.letIn(waiter)
    else if (letter === 'T') door.writingTo.set(waiter.visitId)
    else return
  }
  event.preventDefault()
}
