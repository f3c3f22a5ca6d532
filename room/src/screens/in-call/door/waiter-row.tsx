import { Avatar } from '@anteroom/ui/avatar.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Hidden } from '@anteroom/ui/hidden.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { lasted, timeLeft } from '../../../words/times.ts'
import { words } from '../../../words/words.ts'
import { Later } from '../../later.tsx'
import type { Door } from './door-state.ts'
import { type AtDoor, longMs, metBy } from './rows.ts'
import styles from './waiter-row.module.css'

type Props = {
  door: Door
  waiter: AtDoor
  now: number
  /** One row alone has the filled button. */
  isFirst: boolean
  /** Where the focus goes when this row has it and goes away. */
  onGone: () => void
}

/** Somebody who waits: who, for how long, what to know of them, and what can be done. */
export function WaiterRow({ door, waiter, now, isFirst, onGone }: Props) {
  const { visitId, name, message } = waiter
  const text = words.door
  const pending = useStore(door.admissions.pending)
  const isWriting = useStore(door.writingTo) === visitId
  const [isOpen, setOpen] = useState(false)
  const [turningAway, setTurningAway] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  const isComing = pending.has(visitId)
  useFocusOf(row, isComing, onGone)
  const more = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    more.current?.focus()
  }
  return (
    <li
      ref={row}
      className={classNames(styles.row, waiter.mayKnockAt && !isComing && styles.turnedAway)}
      data-state={isComing}
      data-waiter={visitId}
    >
      <Avatar name={name} small />
      {isComing ? (
        <Coming door={door} waiter={waiter} pending={pending} />
      ) : (
        <>
          <div className={styles.who}>
            <p className={styles.name}>
              <bdi translate={false}>{name}</bdi>
            </p>
            <p className={styles.about}>
              {waiter.mayKnockAt ? (
                <MayKnock ms={Date.parse(waiter.mayKnockAt) - now} />
              ) : (
                <Waited ms={now - Date.parse(waiter.since)} />
              )}
              <Finding waiter={waiter} />
              {waiter.payments && (
                <Later>{({ SeenPayments }) => <SeenPayments payments={waiter.payments ?? []} />}</Later>
              )}
            </p>
          </div>
          <div className={styles.actions}>
            <Button
              size="small"
              tone={isFirst ? 'primary' : 'secondary'}
              className={styles.letIn}
              aria-label={text.letInOne(name)}
              data-main
              onClick={() => door.admissions.letIn(waiter)}
            >
              {text.letIn}
            </Button>
            <button
              ref={more}
              type="button"
              className={styles.more}
              aria-label={words.hosts.more(name)}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <Icon name="more" size={22} />
            </button>
          </div>
        </>
      )}
      {waiter.otherDevice && (
        <p className={styles.note}>
          {words.elsewhere.opened(name)}.{waiter.otherDevice === 'moves' && ` ${words.elsewhere.moves}`}
        </p>
      )}
      {message && !isComing && (
        <p className={styles.message}>
          {text.sent} <q dir="auto">{message}</q>
        </p>
      )}
      {isWriting && <Later>{({ WriteTo }) => <WriteTo door={door} waiter={waiter} />}</Later>}
      {isOpen && !isComing && (
        <Later>
          {({ WaiterMenu }) => (
            <WaiterMenu door={door} waiter={waiter} onTurnAway={() => setTurningAway(true)} onClose={close} />
          )}
        </Later>
      )}
      {turningAway && (
        <Later>
          {({ NotNow }) => <NotNow host={door.host} waiter={waiter} onClose={() => setTurningAway(false)} />}
        </Later>
      )}
    </li>
  )
}

type ComingProps = Pick<Props, 'door' | 'waiter'> & { pending: ReadonlyMap<string, AtDoor> }

/** The time in which it can still be taken back. */
export function Coming({ door, waiter: { visitId, name }, pending }: ComingProps) {
  const text = words.door
  const { people } = useStore(door.host.view)
  const others = metBy(visitId, people, pending)
  return (
    <>
      <div className={styles.who}>
        <p className={styles.name}>{text.lettingIn(name)}</p>
        {others.length > 0 && <p className={styles.meets}>{text.willSee(others)}</p>}
      </div>
      <Button
        size="small"
        className={styles.undo}
        aria-label={text.undoOne(name)}
        data-main
        onClick={() => door.admissions.undo(visitId)}
      >
        {text.undo}
      </Button>
    </>
  )
}

function Waited({ ms }: { ms: number }) {
  const text = words.door
  return (
    <span className={classNames(styles.since, ms >= longMs && styles.long)}>
      <Hidden>{text.sinceShort(lasted(ms))}</Hidden>
      <span aria-hidden="true">{ms < 60_000 ? text.justNow : lasted(ms)}</span>
    </span>
  )
}

/** Told "not now", and how long until they may knock again. */
function MayKnock({ ms }: { ms: number }) {
  const text = words.door
  if (ms <= 0) return <span className={styles.since}>{text.mayKnock}</span>
  return <span className={styles.since}>{text.mayKnockIn(timeLeft(ms))}</span>
}

/** One thing to know before they are let in; what else there is stands behind it. */
function Finding({ waiter: { findings, connected } }: { waiter: AtDoor }) {
  const text = words.door
  const all = [
    ...(connected ? [] : [{ short: text.awayShort, long: text.away }]),
    ...findings.map((finding) => ({ short: words.check.findings[finding], long: words.check.findings[finding] })),
  ]
  const [first] = all
  if (!first) return null
  const long = all.map((one) => one.long).join(' · ')
  return (
    <span className={styles.chip} title={long}>
      <Hidden>{long}</Hidden>
      <span aria-hidden="true">
        {first.short}
        {all.length > 1 && ` +${all.length - 1}`}
      </span>
    </span>
  )
}

/** What had the focus may be gone: it goes on to what has come in its place, or to where the list says. */
function useFocusOf(row: { current: HTMLLIElement | null }, isComing: boolean, onGone: () => void) {
  const had = useRef(false)
  // Before what is to come is drawn.
  had.current = row.current?.contains(document.activeElement) ?? false
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when the row changes what it offers.
  useLayoutEffect(() => {
    const element = row.current
    if (had.current && !element?.contains(document.activeElement)) {
      element?.querySelector<HTMLElement>('[data-main]')?.focus()
    }
  }, [isComing])
  useLayoutEffect(() => {
    const element = row.current
    return () => {
      if (element?.contains(document.activeElement)) requestAnimationFrame(onGone)
    }
  }, [row, onGone])
}
