import { type InputHTMLAttributes, useId } from 'react'
import styles from './switch-field.module.css'

type Props = InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string; checked: boolean }

/** Something that is on or off, at once. */
export function SwitchField({ label, hint, checked, ...rest }: Props) {
  const id = useId()
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
        {...rest}
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
