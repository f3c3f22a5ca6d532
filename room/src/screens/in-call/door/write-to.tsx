import type { Waiter } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { TextField } from '@anteroom/ui/field.tsx'
import { useState } from 'preact/hooks'
import { laterWords, words } from '../../../words/words.ts'
import type { Door } from './door-state.ts'
import styles from './waiter-menu.module.css'

const maxMessage = 300

/** A line on somebody's waiting screen. */
export function WriteTo({ door, waiter: { visitId, name } }: { door: Door; waiter: Waiter }) {
  const text = laterWords.door
  const [draft, setDraft] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => {
    door.writingTo.set(null)
    document.querySelector<HTMLElement>(`[data-waiter="${visitId}"] [data-main]`)?.focus()
  }
  async function send(event: SubmitEvent) {
    event.preventDefault()
    const written = draft.trim()
    if (!written) return
    const answer = await door.host.request('door:write', { visitId, text: written })
    if (answer.ok) close()
    else setProblem(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return (
    <form
      className={styles.write}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // What is around it stays.
        event.preventDefault()
        close()
      }}
    >
      <TextField
        label={text.messageTo(name)}
        hint={text.messageHint}
        value={draft}
        dir={draft ? 'auto' : undefined}
        maxLength={maxMessage}
        error={problem}
        ref={focus}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      />
      <div className={styles.writeActions}>
        <Button size="small" tone="quiet" onClick={close}>
          {laterWords.cancel}
        </Button>
        <Button type="submit" size="small">
          {text.send}
        </Button>
      </div>
    </form>
  )
}

const focus = (field: HTMLInputElement | null) => field?.focus()
