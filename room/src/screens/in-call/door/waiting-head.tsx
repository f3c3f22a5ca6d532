import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { words } from '../../../words/words.ts'
import { Later } from '../../later.tsx'
import type { Door } from './door-state.ts'
import styles from './waiting-list.module.css'

/** How many wait, and what can be done for all of them. `children`: what else stands beside it. */
export function WaitingHead({ door, id, children }: { door: Door; id: string; children?: ComponentChildren }) {
  const { waiting } = useStore(door.host.view)
  const [isOpen, setOpen] = useState(false)
  const [letsAllIn, setLetsAllIn] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const text = words.door
  function askForAll() {
    setOpen(false)
    more.current?.focus()
    setLetsAllIn(true)
  }
  return (
    <>
      <div className={styles.head}>
        <h2 id={id} tabIndex={-1}>
          {waiting.length === 0 ? text.title : text.people(waiting.length)}
        </h2>
        <button
          ref={more}
          type="button"
          className={styles.headButton}
          aria-label={text.moreForAll}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="menu" size={22} />
        </button>
        {children}
      </div>
      {isOpen && <Later>{({ WaitingTools }) => <WaitingTools door={door} onLetAllIn={askForAll} />}</Later>}
      {letsAllIn && <Later>{({ LetAllIn }) => <LetAllIn door={door} onClose={() => setLetsAllIn(false)} />}</Later>}
    </>
  )
}
