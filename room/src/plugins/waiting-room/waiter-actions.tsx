import type { Waiter } from '@anteroom/contract/realtime'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PluginHost } from '../../plugin-host.ts'
import { Button } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'
import styles from './waiting-room.module.css'

/** The plugin's button in the bar: where the focus goes when the person it was on is no longer there. */
export const controlId = 'waiting-room-control'

/** Let in, or not now. */
export function WaiterActions({ host, waiter: { visitId, name } }: { host: PluginHost; waiter: Waiter }) {
  const text = words.plugins['waiting-room']
  const [busy, setBusy] = useState(false)
  const actions = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = actions.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      requestAnimationFrame(() => document.getElementById(controlId)?.focus())
    }
  }, [])
  const ask = async (event: 'door:let-in' | 'door:turn-away') => {
    if (busy) return
    setBusy(true)
    const answer = await host.request(event, { visitId })
    setBusy(false)
    if (!answer.ok) host.announce(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return (
    <div ref={actions} className={styles.actions}>
      <Button
        size="small"
        aria-disabled={busy || undefined}
        aria-label={text.notNowOne(name)}
        onClick={() => void ask('door:turn-away')}
      >
        {text.notNow}
      </Button>
      <Button
        size="small"
        tone="primary"
        aria-disabled={busy || undefined}
        aria-label={text.letInOne(name)}
        onClick={() => void ask('door:let-in')}
      >
        {text.letIn}
      </Button>
    </div>
  )
}
