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

/**
 * Over the call, where there is no rail: who waits and has not been seen to yet. One is let in from here; among several
 * somebody has to choose, and does so where they see them all.
 */
export function Knocks({ door }: { door: Door }) {
  const { host, arrivals, admissions } = door
  const text = words.door
  const { waiting, locked } = useStore(host.view)
  const pending = useStore(admissions.pending)
  const hidden = useStore(arrivals.hidden)
  const isOpen = useStore(host.panel.isOpen)
  const hasRail = useHasRail()
  const isRailShown = useIsRailShown(door)
  const rows = rowsOf({ waiting }, pending)
  const coming = rows.find(({ visitId }) => pending.has(visitId))
  const isFresh = rows.some((waiter) => !hidden.has(knockOf(waiter)))
  const only = rows.length === 1 ? rows[0] : undefined
  if (isOpen || isRailShown || !(coming || isFresh)) return null
  return (
    <section className={styles.knocks} aria-label={text.title}>
      <SteadyList>
        <li className={styles.knock} data-state={[coming?.visitId, only?.visitId].join()}>
          {coming ? (
            <Coming door={door} waiter={coming} pending={pending} />
          ) : (
            <>
              <Icon name="bell" />
              <div>
                <h2>{only ? sayKnock(only, locked) : text.people(rows.length)}</h2>
                {!only && <p className={styles.names}>{words.list(rows.map(({ name }) => name))}</p>}
              </div>
              {only ? (
                <Button
                  size="small"
                  tone="primary"
                  aria-label={text.letInOne(only.name)}
                  onClick={() => admissions.letIn(only)}
                >
                  {text.letIn}
                </Button>
              ) : (
                <Button
                  size="small"
                  tone="primary"
                  onClick={() => (hasRail ? door.rail.set('open') : host.panel.toggle())}
                >
                  {text.choose}
                </Button>
              )}
              <button
                type="button"
                className={styles.close}
                aria-label={text.later}
                onClick={() => arrivals.hide(waiting)}
              >
                <Icon name="close" />
              </button>
            </>
          )}
        </li>
      </SteadyList>
    </section>
  )
}
