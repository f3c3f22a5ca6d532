import type { Waiter } from '@anteroom/contract/realtime'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { DoorHost } from '../../../desk/door-host.ts'
import { Button } from '../../../ui/button.tsx'
import { words } from '../../../words/words.ts'
import styles from './door.module.css'
import { useAsk } from './use-ask.ts'

/** The door's button in the bar: where the focus goes when the person it was on is no longer there. */
export const controlId = 'door-control'

/** Let in, or not now. */
export function WaiterActions({ host, waiter }: { host: DoorHost; waiter: Waiter }) {
  const text = words.door
  const { name } = waiter
  const { ask, busy } = useAsk(host)
  const actions = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = actions.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      requestAnimationFrame(() => document.getElementById(controlId)?.focus())
    }
  }, [])
  return (
    <div ref={actions} className={styles.actions}>
      <Button
        size="small"
        aria-disabled={busy || undefined}
        aria-label={text.notNowOne(name)}
        onClick={() => void ask('door:turn-away', waiter)}
      >
        {text.notNow}
      </Button>
      <Button
        size="small"
        tone="primary"
        aria-disabled={busy || undefined}
        aria-label={text.letInOne(name)}
        onClick={() => void ask('door:let-in', waiter)}
      >
        {text.letIn}
      </Button>
    </div>
  )
}
