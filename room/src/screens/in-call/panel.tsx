import { classNames } from '@anteroom/ui/class-names.ts'
import type { Fetched } from '@anteroom/ui/ground/fetched.ts'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Call } from '../../call/call.ts'
import { type Desk, isAllowed, type PanelId } from '../../desk/desk.ts'
import type { Room } from '../../room.ts'
import { words } from '../../words/words.ts'
import { Apart } from '../apart.tsx'
import { Later } from '../later.tsx'
import { PartMissing } from '../part-missing.tsx'
import styles from './panel.module.css'

type Props = { room: Room; call: Call; desk: Desk; isSheet: boolean }

/** What is open beside the call: the people, or a plugin's panel. On a phone it is a sheet below the pictures. */
export function Panel({ room, call, desk, isSheet }: Props) {
  const open = useStore(desk.panel)
  const parts = useStore(desk.parts)
  const { settings } = useStore(room.view)
  if (open === null) return null
  const part = parts.find(({ id }) => id === open && isAllowed(id, settings))
  const panel = part?.parts.panel ?? (open === 'people' ? { title: words.people.title } : null)
  if (!panel) return null
  return (
    <Side key={open} id={open} title={panel.title} isSheet={isSheet} onClose={() => desk.panel.set(null)}>
      <Apart>
        {'Content' in panel ? (
          <panel.Content />
        ) : 'content' in panel ? (
          <FetchedContent content={panel.content} />
        ) : (
          <Later>{({ People }) => <People room={room} call={call} desk={desk} />}</Later>
        )}
      </Apart>
    </Side>
  )
}

function FetchedContent({ content }: { content: Fetched<{ Content: ComponentType }> }) {
  const fetched = useStore(content)
  useEffect(() => content.fetch(), [content])
  if (fetched === 'failed') return <PartMissing onAgain={content.fetch} />
  return fetched && <fetched.Content />
}

type SideProps = { id: PanelId; title: string; isSheet: boolean; onClose: () => void; children: ComponentChildren }

function Side({ id, title, isSheet, onClose, children }: SideProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const aside = useRef<HTMLElement>(null)
  // Before anything inside takes the focus.
  const [opener] = useState(() => document.activeElement)
  useEffect(() => {
    const panel = aside.current
    // A panel may have put the focus where it is wanted already, as into the field for a message.
    if (!panel?.contains(document.activeElement)) heading.current?.focus()
    return () => {
      // Back to what opened it, unless the person has gone elsewhere meanwhile.
      const { activeElement } = document
      if (activeElement && activeElement !== document.body && !panel?.contains(activeElement)) return
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [opener])
  return (
    <aside
      ref={aside}
      id={`panel-${id}`}
      className={classNames(styles.panel, isSheet && styles.sheet)}
      aria-labelledby={`panel-title-${id}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className={styles.top}>
        <h2 ref={heading} tabIndex={-1} id={`panel-title-${id}`}>
          {title}
        </h2>
        <button type="button" className={styles.close} onClick={onClose} aria-label={words.close}>
          <Icon name="close" />
        </button>
      </div>
      <div className={styles.content}>{children}</div>
    </aside>
  )
}
