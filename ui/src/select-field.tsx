import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import own from './select-field.module.css'
import { useRedraw } from './use-store.ts'

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
        className={classNames(styles.input, own.select)}
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
