import type { InputHTMLAttributes, Ref } from 'preact'
import { useId } from 'preact/hooks'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import switchStyles from './switch.module.css'
import { useRedraw } from './use-store.ts'

type TextFieldProps = InputHTMLAttributes<HTMLInputElement> & {
  label: string
  hint?: string
  /** What is wrong with what stands in it. */
  error?: string | null
  ref?: Ref<HTMLInputElement>
}

export function TextField({ label, hint, error, ...rest }: TextFieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="text"
        className={styles.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        {...rest}
      />
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          <Icon name="alert" size={20} /> {error}
        </p>
      )}
    </div>
  )
}

type SwitchFieldProps = { label: string; hint?: string; checked: boolean; onSwitch: (on: boolean) => void }

/** Something that is on or off, at once. */
export function SwitchField({ label, hint, checked, onSwitch }: SwitchFieldProps) {
  const id = useId()
  const redraw = useRedraw()
  return (
    <div className={switchStyles.switch}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={switchStyles.input}
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
        <label htmlFor={id} className={switchStyles.label}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className={switchStyles.hint}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
