import type { Finding, Waiter } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DoorHost } from '../../../desk/door-host.ts'
import { words } from '../../../words/words.ts'
import styles from './door.module.css'

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

/** Asks for one thing at a time about somebody at the door; what stands in the way is announced. */
export function useAsk(host: DoorHost) {
  const [busy, setBusy] = useState(false)
  async function ask(event: 'door:let-in' | 'door:turn-away', { visitId }: Waiter) {
    if (busy) return
    setBusy(true)
    const answer = await host.request(event, { visitId })
    setBusy(false)
    if (!answer.ok) host.announce(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return { ask, busy }
}

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
