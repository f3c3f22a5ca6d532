import type { Waiter } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { TextField } from '@anteroom/ui/field.tsx'
import { Note } from '@anteroom/ui/note.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { useState } from 'preact/hooks'
import type { DoorHost } from '../../../desk/door-host.ts'
import { laterWords, words } from '../../../words/words.ts'
import styles from './waiter-menu.module.css'

const maxReason = 300

/** Says "not now" to somebody, with a reason if there is one: they read it while they wait on. */
export function NotNow({ host, waiter, onClose }: { host: DoorHost; waiter: Waiter; onClose: () => void }) {
  const { visitId, name } = waiter
  const text = laterWords.door
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function turnAway(event: SubmitEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const written = reason.trim()
    // The reason stands there when they read that it is not now.
    const said = written ? await host.request('door:write', { visitId, text: written }) : null
    const answer = said && !said.ok ? said : await host.request('door:turn-away', { visitId })
    if (answer.ok) return onClose()
    setBusy(false)
    setProblem(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return (
    <Dialog title={text.askToWait(name)} closeLabel={words.close} onClose={onClose}>
      <form className={styles.notNow} onSubmit={(event) => void turnAway(event)}>
        <p>{text.notNowText(name)}</p>
        <fieldset className={styles.reasons}>
          <legend>{text.reason(name)}</legend>
          {text.reasonsOften.map((one) => (
            <Button
              key={one}
              size="small"
              className={styles.reason}
              {...(reason === one && { icon: 'check' })}
              aria-pressed={reason === one}
              onClick={() => setReason(reason === one ? '' : one)}
            >
              {one}
            </Button>
          ))}
          <TextField
            label={text.ownWords}
            placeholder={text.ownWords}
            value={reason}
            dir={reason ? 'auto' : undefined}
            maxLength={maxReason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </fieldset>
        {problem && (
          <Note icon="alert" tone="warning">
            <p>{problem}</p>
          </Note>
        )}
        <Actions>
          <Button onClick={onClose}>{laterWords.cancel}</Button>
          <Button type="submit" tone="primary" aria-disabled={busy || undefined}>
            {text.askThem}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
