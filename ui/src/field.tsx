import type { ComponentChildren, InputHTMLAttributes, Ref } from 'preact'
import { useId } from 'preact/hooks'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
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

type SelectFieldProps = {
  label: string
  value: string
  disabled?: boolean
  onChoose: (value: string) => void
  children: ComponentChildren
}

export function SelectField({ label, value, disabled, onChoose, children }: SelectFieldProps) {
  const id = useId()
  const redraw = useRedraw()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.input}
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          onChoose(currentTarget.value)
          // It shows what is chosen, which need not be what was asked for.
          redraw()
        }}
      >
        {children}
      </select>
    </div>
  )
}
