import type { Waiter } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { SwitchField, TextField } from '@anteroom/ui/field.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useState } from 'preact/hooks'
import type { DoorHost } from '../../../desk/door-host.ts'
import { lasted } from '../../../words/times.ts'
import { words } from '../../../words/words.ts'
import type { Arrivals } from './arrivals.ts'
import styles from './door.module.css'
import type { ArrivalNotification } from './notification.ts'
import { Findings, WaiterActions } from './waiter.tsx'

const maxMessage = 300

type Props = { host: DoorHost; arrivals: Arrivals }

/** Everybody who waits, for as long as they wait. */
export function WaitingPanel({ host, arrivals }: Props) {
  const text = words.door
  const { waiting } = useStore(host.view)
  const now = useNow(host.serverNow, 10_000)
  return (
    <div className={styles.panel}>
      {waiting.length === 0 && (
        <div className={styles.nobody}>
          <p>{text.nobody}</p>
          <p className={styles.since}>{text.nobodyText}</p>
        </div>
      )}
      {waiting.length > 1 && (
        <Button tone="primary" onClick={() => void host.request('door:let-all-in', {})}>
          {text.letAllIn}
        </Button>
      )}
      {waiting.length > 0 && (
        <ul className={styles.list}>
          {waiting.map((waiter) => (
            <Row key={waiter.visitId} host={host} arrivals={arrivals} waiter={waiter} now={now} />
          ))}
        </ul>
      )}
      <Notify notification={arrivals.notification} />
    </div>
  )
}

function Notify({ notification }: { notification: ArrivalNotification }) {
  const text = words.door
  const [isOn, setOn] = useState(notification.isOn)
  const [isRefused, setRefused] = useState(false)
  if (isRefused) {
    return (
      <p className={styles.since} role="status">
        {text.notifyRefused}
      </p>
    )
  }
  if (!notification.isPossible()) return null
  async function change(on: boolean) {
    if (await notification.switchOn(on)) setOn(on)
    else setRefused(!notification.isPossible())
  }
  return <SwitchField label={text.notify} hint={text.notifyHint} checked={isOn} onSwitch={(on) => void change(on)} />
}

function Row({ host, arrivals, waiter, now }: Props & { waiter: Waiter; now: number }) {
  const text = words.door
  const { visitId, name, since, connected, message } = waiter
  const isQuiet = useStore(arrivals.quiet).has(visitId)
  const [writing, setWriting] = useState(false)
  return (
    <li className={styles.row}>
      <p className={styles.name}>
        <bdi>{name}</bdi>
      </p>
      <p className={styles.since}>
        {text.sinceShort(lasted(now - Date.parse(since)))}
        {!connected && ` · ${text.away}`}
      </p>
      {waiter.otherDevice && <p className={styles.since}>{words.elsewhere.opened(name)}.</p>}
      {waiter.otherDevice === 'moves' && <p className={styles.since}>{words.elsewhere.moves}</p>}
      <Findings findings={waiter.findings} />
      <WaiterActions host={host} waiter={waiter} />
      {message && (
        <p className={styles.sent}>
          {text.sent}{' '}
          <q>
            <bdi>{message}</bdi>
          </q>
        </p>
      )}
      {writing && <Write host={host} waiter={waiter} onDone={() => setWriting(false)} />}
      <div className={styles.more}>
        <Button
          size="small"
          icon="chat"
          aria-label={text.messageTo(name)}
          aria-expanded={writing}
          onClick={() => setWriting(!writing)}
        >
          {text.message}
        </Button>
        {message && (
          <Button size="small" onClick={() => void host.request('door:write', { visitId, text: '' })}>
            {text.takeAway}
          </Button>
        )}
        <Button
          size="small"
          icon={isQuiet ? 'bell' : 'bell-off'}
          aria-label={isQuiet ? text.loud(name) : text.quiet(name)}
          onClick={() => arrivals.setQuiet(visitId, !isQuiet)}
        >
          {isQuiet ? text.soundOn : text.soundOff}
        </Button>
      </div>
    </li>
  )
}

function Write({ host, waiter, onDone }: { host: DoorHost; waiter: Waiter; onDone: () => void }) {
  const text = words.door
  const [draft, setDraft] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  async function send(event: SubmitEvent) {
    event.preventDefault()
    const written = draft.trim()
    if (!written) return
    const answer = await host.request('door:write', { visitId: waiter.visitId, text: written })
    if (answer.ok) onDone()
    else setProblem(words.problems[answer.problem] ?? words.problem(answer.problem))
  }
  return (
    <form className={styles.write} onSubmit={(event) => void send(event)}>
      <TextField
        label={text.messageTo(waiter.name)}
        hint={text.messageHint}
        value={draft}
        dir={draft ? 'auto' : undefined}
        maxLength={maxMessage}
        error={problem}
        ref={focus}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      />
      <Button type="submit" size="small" tone="primary">
        {text.send}
      </Button>
    </form>
  )
}

const focus = (field: HTMLInputElement | null) => field?.focus()
