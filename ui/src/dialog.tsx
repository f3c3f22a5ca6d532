import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { Icon } from './icon.tsx'

type Props = {
  title: string
  /** What the button that closes it is called. */
  closeLabel: string
  onClose: () => void
  className?: string | undefined
  style?: Record<string, string> | undefined
  children: ComponentChildren
}

/** The browser's own dialog: it keeps the focus, closes by Escape and gives the focus back. */
export function Dialog({ title, closeLabel, onClose, className, style, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    dialog?.showModal()
    return () => {
      const here = document.activeElement
      dialog?.close()
      // What was opened from it may have taken the focus already.
      const next = here && here !== document.body && !dialog?.contains(here) ? here : opener
      if (next instanceof HTMLElement) next.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={classNames(styles.dialog, className)}
      style={style}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        // This dialog is what it closes, not what the dialog stands in.
        if (event.key === 'Escape') event.stopPropagation()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.top}>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className={styles.close} onClick={onClose} aria-label={closeLabel}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
