import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

type Props = {
  /** Whose page it is. */
  owner: string
  /** Two columns where there is room for them. */
  broad?: boolean
  children: ComponentChildren
}

/** What stands on each page: in the corner beside whose it is, and below all that it says. */
export const PageEdgesContext = createContext<{ corner: ComponentChildren; footer: ComponentChildren } | null>(null)

/** What all screens but the call share: whose they are, and a calm place for what they say. */
export function Page({ owner, broad = false, children }: Props) {
  const edges = useContext(PageEdgesContext)
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <bdi translate={false}>{owner}</bdi>
        <div className={styles.corner}>{edges?.corner}</div>
      </header>
      <main className={classNames(styles.main, broad && styles.broad)}>{children}</main>
      <footer className={styles.footer}>{edges?.footer}</footer>
    </div>
  )
}

/** A sheet of paper on the page. */
export function Card({ children, className }: { children: ComponentChildren; className?: string | undefined }) {
  return <div className={classNames(styles.card, className)}>{children}</div>
}

/** Buttons one below the other, or side by side where they fit. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div className={styles.actions}>{children}</div>
}
