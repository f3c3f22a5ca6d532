import { Button } from '@anteroom/ui/button.tsx'
import { ControlButton } from '@anteroom/ui/control-button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useNow } from '@anteroom/ui/use-now.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { DoorHost, DoorParts } from '../../../desk/door-host.ts'
import type { PluginParts } from '../../../desk/plugin-host.ts'
import { lasted } from '../../../words/times.ts'
import { words } from '../../../words/words.ts'
import { type Arrivals, createArrivals, hasWaitingRoom, knockOf, sayKnock } from './arrivals.ts'
import { AtTheDoor } from './at-the-door.tsx'
import styles from './door.module.css'
import { controlId, Findings, WaiterActions } from './waiter.tsx'
import { WaitingPanel } from './waiting-panel.tsx'

/**
 * Shows hosts at once who is held at the door, and lets them in. With a waiting room hosts can also write to people and
 * turn them away. Without one only a lock holds anybody, which is rare, so that a line and a button over the call are
 * enough.
 */
export function startDoor(host: DoorHost): PluginParts & DoorParts {
  const arrivals = createArrivals(host)
  // The waiting room may be switched off while its panel is open; nothing in it would work any more.
  host.view.subscribe(() => {
    if (!hasWaitingRoom(host.view.get())) host.panel.close()
  }, host.until)
  return {
    Control: () => <Control host={host} />,
    panel: {
      get title() {
        return words.door.title
      },
      Content: () => <WaitingPanel host={host} arrivals={arrivals} />,
    },
    Notice: () => <Notice host={host} arrivals={arrivals} />,
    AbovePeople: () => (hasWaitingRoom(useStore(host.view)) ? null : <AtTheDoor host={host} />),
  }
}

type Props = { host: DoorHost; arrivals: Arrivals }

function Notice({ host, arrivals }: Props) {
  const view = useStore(host.view)
  const isPeopleOpen = useStore(host.isPeopleOpen)
  if (hasWaitingRoom(view)) return <Knocks host={host} arrivals={arrivals} />
  // The panel of the people shows them itself.
  return isPeopleOpen ? null : <AtTheDoor host={host} />
}

function Control({ host }: { host: DoorHost }) {
  const text = words.door
  const isOpen = useStore(host.panel.isOpen)
  const view = useStore(host.view)
  const { waiting } = view
  if (!hasWaitingRoom(view)) return null
  return (
    <ControlButton
      id={controlId}
      icon="bell"
      label={text.control}
      name={text.controlCount(waiting.length)}
      badge={waiting.length}
      active={isOpen}
      aria-expanded={isOpen}
      onClick={host.panel.toggle}
    />
  )
}

const shownAtOnce = 3

/** Over the call: who waits and has not been seen to yet. */
function Knocks({ host, arrivals }: Props) {
  const text = words.door
  const { waiting, locked } = useStore(host.view)
  const hidden = useStore(arrivals.hidden)
  const isOpen = useStore(host.panel.isOpen)
  const fresh = waiting.filter((waiter) => !hidden.has(knockOf(waiter)))
  const now = useNow(host.serverNow, 10_000)
  if (fresh.length === 0 || isOpen) return null
  const more = waiting.length - Math.min(fresh.length, shownAtOnce)
  return (
    <section className={styles.knocks} aria-label={text.title}>
      <div className={styles.top}>
        <Icon name="bell" />
        <h2>{fresh.length === 1 && fresh[0] ? sayKnock(fresh[0], locked) : text.people(waiting.length)}</h2>
        <button type="button" className={styles.close} aria-label={text.later} onClick={() => arrivals.hide(waiting)}>
          <Icon name="close" />
        </button>
      </div>
      <ul className={styles.list}>
        {fresh.slice(0, shownAtOnce).map((waiter) => (
          <li key={waiter.visitId} className={styles.knock}>
            <p className={styles.who}>
              {fresh.length > 1 && (
                <strong>
                  <bdi>{waiter.name}</bdi>
                </strong>
              )}
              <span className={styles.since}>
                {text.sinceShort(lasted(now - Date.parse(waiter.since)))}
                {!waiter.connected && ` · ${text.away}`}
              </span>
              {fresh.length > 1 && waiter.otherDevice && (
                <span className={styles.since}>{words.elsewhere.opened(waiter.name)}</span>
              )}
              {waiter.otherDevice === 'moves' && <span className={styles.since}>{words.elsewhere.moves}</span>}
              <Findings findings={waiter.findings} />
            </p>
            <WaiterActions host={host} waiter={waiter} />
          </li>
        ))}
      </ul>
      <div className={styles.all}>
        {waiting.length > 1 && (
          <Button size="small" onClick={() => void host.request('door:let-all-in', {})}>
            {text.letAllIn}
          </Button>
        )}
        <Button size="small" tone="quiet" onClick={host.panel.toggle}>
          {more > 0 ? `${text.message}, ${text.more(more)}` : text.message}
        </Button>
      </div>
    </section>
  )
}
