import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Icon, type Picture } from './icon.tsx'

type Look = {
  tone?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'normal' | 'large' | 'small'
  icon?: Picture
  /** As wide as the room it has. */
  wide?: boolean
  children: ComponentChildren
}

function className({ tone = 'secondary', size = 'normal', wide }: Look, extra?: string) {
  return classNames(styles.button, styles[tone], styles[size], wide && styles.wide, extra)
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof Look | 'className'> & { className?: string | undefined }

export function Button({ tone, size, icon, wide, children, className: extra, ...rest }: ButtonProps) {
  const look = { ...(tone && { tone }), ...(size && { size }), ...(wide && { wide }), children }
  return (
    <button type="button" className={className(look, extra)} {...rest}>
      {icon && <Icon name={icon} size={size === 'small' ? 20 : 22} />}
      {children}
    </button>
  )
}

type LinkProps = Look & {
  href: string
  target?: string
  rel?: string
  onClick?: (event: MouseEvent) => void
  className?: string
}

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink({ tone, size, icon, wide, children, className: extra, ...rest }: LinkProps) {
  const look = { ...(tone && { tone }), ...(size && { size }), ...(wide && { wide }), children }
  return (
    <a className={className(look, extra)} {...rest}>
      {icon && <Icon name={icon} size={size === 'small' ? 20 : 22} />}
      {children}
    </a>
  )
}
