import { type ButtonHTMLAttributes, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { classNames } from './class-names.ts'
import styles from './control-button.module.css'
import { Hidden } from './hidden.tsx'
import { Icon, type Picture } from './icon.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'icon' | 'name'> & {
  className?: string | undefined
  icon: Picture
  /** The word under the picture. */
  label: string
  /** What else belongs to the name and needs no room on the screen. */
  more?: string | undefined
  /** The whole name, where the label cannot be its beginning; it must contain the label. */
  name?: string | undefined
  /** Drawn as something that is switched off, which is never overlooked. */
  off?: boolean
  /** Drawn as something that is on. */
  on?: boolean
  /** Drawn as what ends something. */
  danger?: boolean
  /** Drawn as something that is open or running. */
  active?: boolean
  /** A number that asks for attention. */
  badge?: number
  /** The single key that presses it. */
  shortcut?: string
  /** A small sign that something is wrong. */
  mark?: Picture
}

/** A round button with a word under it, in the bar of controls. */
export function ControlButton({
  icon,
  label,
  more,
  name,
  off,
  on,
  danger,
  active,
  badge = 0,
  mark,
  shortcut,
  className,
  ...rest
}: Props) {
  const keys = useShortcut(shortcut)
  return (
    <button
      type="button"
      className={classNames(styles.control, (off || danger) && styles.off, active && styles.active, className)}
      aria-label={name}
      {...keys}
      {...rest}
    >
      <span className={styles.disc}>
        <Icon name={icon} filled={on || (active && !rest['aria-haspopup'])} />
        {badge > 0 && (
          <span className={styles.badge} aria-hidden="true">
            {badge > 99 ? '99+' : badge}
          </span>
        )}
        {mark && (
          <span className={styles.badge} aria-hidden="true">
            <Icon name={mark} size={14} />
          </span>
        )}
      </span>
      {/* Its whole name, for screen readers, is not translated either. */}
      <span className={styles.label} translate={false}>
        {label}
        {more && <Hidden> {more}</Hidden>}
      </span>
    </button>
  )
}

/** Whether single keys do something; whoever speaks to their computer, or types blindly, switches them off. */
export const ShortcutsContext = createContext(false)

/** What says to browsers and screen readers that a key stands for a button (WAI-ARIA 1.2, 6.6). */
function useShortcut(key: string | undefined): { 'aria-keyshortcuts'?: string } {
  const isOn = useContext(ShortcutsContext)
  return key && isOn ? { 'aria-keyshortcuts': key } : {}
}
