import type { Waiter } from '@anteroom/contract/realtime'
import { useState } from 'react'
import type { PluginHost } from '../../plugin-host.ts'
import { Button } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'
import styles from './waiting-room.module.css'

const text = words.plugins['waiting-room']

/** Let in, or not now. */
export function WaiterActions({ host, waiter: { visitId, name } }: { host: PluginHost; waiter: Waiter }) {
  const [busy, setBusy] = useState(false)
  const ask = async (event: 'waiting:admit' | 'waiting:turn-away') => {
    setBusy(true)
    const answer = await host.request(event, { visitId })
    setBusy(false)
    if (!answer.ok) host.announce(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return (
    <div className={styles.actions}>
      <Button
        size="small"
        disabled={busy}
        aria-label={text.notNowOne(name)}
        onClick={() => void ask('waiting:turn-away')}
      >
        {text.notNow}
      </Button>
      <Button
        size="small"
        tone="primary"
        disabled={busy}
        aria-label={text.letInOne(name)}
        onClick={() => void ask('waiting:admit')}
      >
        {text.letIn}
      </Button>
    </div>
  )
}
