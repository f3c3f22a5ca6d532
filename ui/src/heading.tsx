import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import styles from './hidden.module.css'

/** True once the page has gone on from the screen that it began with. */
export const MovedContext = createContext(false)

/** A screen's heading. It takes the focus when the screen follows another, so that it is read out. */
export function Heading({ children, hidden = false }: { children: ComponentChildren; hidden?: boolean }) {
  const ref = useRef<HTMLHeadingElement>(null)
  const moved = useContext(MovedContext)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only arriving moves the focus.
  useEffect(() => {
    if (moved) ref.current?.focus({ preventScroll: hidden })
    if (moved && !hidden) scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={ref} tabIndex={-1} className={hidden ? styles.hidden : undefined}>
      {children}
    </h1>
  )
}
