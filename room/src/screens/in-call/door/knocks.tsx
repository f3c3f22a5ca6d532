import { Button } from '@anteroom/ui/button.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { SteadyList } from '@anteroom/ui/steady.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { words } from '../../../words/words.ts'
import { knockOf, sayKnock } from './arrivals.ts'
import styles from './door.module.css'
import type { Door } from './door-state.ts'
import { useHasRail, useIsRailShown } from './rail.tsx'
import { rowsOf } from './rows.ts'
import { Coming } from './waiter-row.tsx'
import { WaitingList } from './waiting-list.tsx'

const headingId = 'knocks-title'

/**
 * Over the call, where there is no rail: who waits and has not been seen to yet. Whoever waits longest is let in from
 * here. With nobody in the call there is room for all of them.
 */
export function Knocks({ door }: { door: Door }) {
  const { host, arrivals, admissions } = door
  const text = words.door
  const { waiting, locked, people } = useStore(host.view)
  const pending = useStore(admissions.pending)
  const hidden = useStore(arrivals.hidden)
  const isOpen = useStore(host.panel.isOpen)
  const hasRail = useHasRail()
  const isRailShown = useIsRailShown(door)
  const rows = rowsOf({ waiting }, pending)
  const coming = rows.find(({ visitId }) => pending.has(visitId))
  const isFresh = rows.some((waiter) => !hidden.has(knockOf(waiter)))
  const [first, ...others] = rows
  if (isOpen || isRailShown || !first || !(coming || isFresh)) return null
  const hide = (
    <button type="button" className={styles.close} aria-label={text.later} onClick={() => arrivals.hide(waiting)}>
      <Icon name="close" />
    </button>
  )
  if (people.length === 0) {
    return (
      <section className={styles.knocks} aria-label={text.title} data-knocks>
        <div className={styles.knock}>
          <h2 id={headingId} tabIndex={-1}>
            {text.people(rows.length)}
          </h2>
          {hide}
        </div>
        <WaitingList door={door} headingId={headingId} />
      </section>
    )
  }
  return (
    <section className={styles.knocks} aria-label={text.title}>
      <SteadyList>
        <li className={styles.knock} data-state={[coming?.visitId, first.visitId, others.length > 0].join()}>
          {coming ? (
            <Coming door={door} waiter={coming} pending={pending} />
          ) : (
            <>
              <Icon name="bell" />
              <div>
                <h2>{sayKnock(first, locked)}</h2>
                {others.length > 0 && (
                  <button
                    type="button"
                    className={styles.all}
                    onClick={() => (hasRail ? door.rail.set('open') : host.panel.toggle())}
                  >
                    {text.people(rows.length)}
                  </button>
                )}
              </div>
              <Button
                size="small"
                tone="primary"
                aria-label={text.letInOne(first.name)}
                onClick={() => admissions.letIn(first)}
              >
                {text.letIn}
              </Button>
              {hide}
            </>
          )}
        </li>
      </SteadyList>
    </section>
  )
}
