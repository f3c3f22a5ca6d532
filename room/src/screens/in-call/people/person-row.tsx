import type { Person } from '@anteroom/contract/realtime'
import { Avatar } from '@anteroom/ui/avatar.tsx'
import { Button } from '@anteroom/ui/button.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon, type Picture } from '@anteroom/ui/icon.tsx'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { laterWords, words } from '../../../words/words.ts'
import styles from './people.module.css'

/** What a host may do about somebody. */
export type PersonAction = {
  /** Beside the words, where there is room for it. */
  icon: Picture
  label: string
  /** What comes of it, where the label alone leaves that open. */
  hint?: string
  /** What screen readers are told, where it is not the label and whom it concerns. */
  name?: string
  opens?: 'dialog'
  /** Null while there is nothing to be done; it stays where it is, as somebody may have the focus on it. */
  act: (() => void) | null
  danger?: boolean
}

type Props = {
  person: Person
  state: string
  /** How loud they are. */
  voice?: ComponentChildren
  /** What else is to be known of them. */
  more?: ComponentChildren
  /** What is wanted most often stands beside the name, the rest behind a button. */
  often: readonly PersonAction[]
  rest: readonly PersonAction[]
  /** What everybody may do. */
  extra?: ComponentChildren
  isOpen: boolean
  onOpen: (open: boolean) => void
}

/** Somebody else in the call, and for a host what can be done about them. */
export function PersonRow({ person: { name }, state, voice, more: known, often, rest, extra, isOpen, onOpen }: Props) {
  const row = useRef<HTMLLIElement>(null)
  const more = useRef<HTMLButtonElement>(null)
  const menuId = useId()
  useLayoutEffect(() => {
    const element = row.current
    return () => {
      // They have gone, and with them what the focus was on.
      if (!element?.contains(document.activeElement)) return
      requestAnimationFrame(() => document.getElementById('panel-title-people')?.focus())
    }
  }, [])
  const close = () => {
    onOpen(false)
    more.current?.focus()
  }
  return (
    <li
      ref={row}
      className={styles.person}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        // The panel around it stays.
        event.preventDefault()
        close()
      }}
    >
      <Who name={name} state={state} voice={voice} more={known} />
      <div className={styles.actions}>
        {extra}
        {often.map((action) => (
          <Button
            key={action.label}
            size="small"
            aria-label={laterWords.people.of(action.label, name)}
            aria-disabled={!action.act || undefined}
            onClick={() => action.act?.()}
          >
            {action.label}
          </Button>
        ))}
        {rest.length > 0 && (
          <button
            ref={more}
            type="button"
            className={styles.often}
            aria-label={words.hosts.more(name)}
            aria-expanded={isOpen}
            aria-controls={isOpen ? menuId : undefined}
            onClick={() => onOpen(!isOpen)}
          >
            <Icon name="more" size={22} />
          </button>
        )}
      </div>
      {isOpen && (
        <ul id={menuId} className={styles.menu}>
          {rest.map((action, at) => (
            <li key={action.label}>
              <Button
                size="small"
                tone="secondary"
                icon={action.icon}
                wide
                className={classNames(styles.item, action.danger && styles.danger)}
                aria-label={action.name ?? laterWords.people.of(action.label, name)}
                aria-describedby={`${menuId}-${at}`}
                aria-haspopup={action.opens}
                aria-disabled={!action.act || undefined}
                onClick={() => {
                  if (!action.act) return
                  close()
                  action.act()
                }}
              >
                <span>
                  {action.label}
                  <span id={`${menuId}-${at}`} className={styles.hint}>
                    {action.hint}
                  </span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

type WhoProps = Pick<Props, 'state' | 'voice' | 'more'> & { name: string; children?: ComponentChildren }

export function Who({ name, state, voice, more, children }: WhoProps) {
  return (
    <>
      <Avatar name={name} small />
      <div className={styles.who}>
        <p className={styles.name}>
          <bdi translate={false}>{children ?? name}</bdi>
        </p>
        <p className={styles.state}>
          {voice}
          <span>{state}</span>
        </p>
        {more}
      </div>
    </>
  )
}
