import type { VisitView } from '@anteroom/contract/realtime'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { words } from '../../../words/words.ts'
import { Later } from '../../later.tsx'
import type { Door } from './door-state.ts'
import styles from './waiting-list.module.css'

type Props = {
  door: Door
  /** Of its heading. Without one it stands in the head of the panel, which has it already. */
  id?: string
  /** What else stands beside it. */
  children?: ComponentChildren
}

/** How many wait. */
export const titleOf = ({ waiting: { length } }: Pick<VisitView, 'waiting'>) =>
  length === 0 ? words.door.title : words.door.people(length)

/** How many wait, and what can be done for all of them. */
export function WaitingHead({ door, id, children }: Props) {
  const view = useStore(door.host.view)
  const [isOpen, setOpen] = useState(false)
  const [letsAllIn, setLetsAllIn] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  function askForAll() {
    setOpen(false)
    more.current?.focus()
    setLetsAllIn(true)
  }
  return (
    <>
      <div className={id ? styles.head : styles.above}>
        {id && (
          <h2 id={id} tabIndex={-1}>
            {titleOf(view)}
          </h2>
        )}
        <button
          ref={more}
          type="button"
          className={styles.headButton}
          aria-label={words.door.moreForAll}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {words.call.more}
        </button>
        {children}
      </div>
      {isOpen && <Later>{({ WaitingTools }) => <WaitingTools door={door} onLetAllIn={askForAll} />}</Later>}
      {letsAllIn && <Later>{({ LetAllIn }) => <LetAllIn door={door} onClose={() => setLetsAllIn(false)} />}</Later>}
    </>
  )
}
