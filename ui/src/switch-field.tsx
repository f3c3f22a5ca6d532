import { useId } from 'preact/hooks'
import styles from './switch-field.module.css'
import { useRedraw } from './use-store.ts'

type Props = { label: string; hint?: string; checked: boolean; onSwitch: (on: boolean) => void }

/** Something that is on or off, at once. */
export function SwitchField({ label, hint, checked, onSwitch }: Props) {
  const id = useId()
  const redraw = useRedraw()
  return (
    <div className={styles.switch}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={styles.input}
        checked={checked}
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ currentTarget }) => {
          onSwitch(currentTarget.checked)
          // It shows what is so, which need not be what was asked for.
          redraw()
        }}
      />
      <div>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
