import { createContext, type ReactNode, useCallback, useContext, useRef } from 'react'
import styles from './hidden.module.css'

export type Announce = (text: string, how?: 'polite' | 'assertive') => void

const AnnounceContext = createContext<Announce>(() => {})

/** Says something to whoever uses a screen reader; `assertive` interrupts what is being read. */
export const useAnnounce = () => useContext(AnnounceContext)

export function Announcer({ children }: { children: ReactNode }) {
  const polite = useRef<HTMLDivElement>(null)
  const assertive = useRef<HTMLDivElement>(null)
  const announce = useCallback<Announce>((text, how = 'polite') => {
    const region = how === 'polite' ? polite.current : assertive.current
    if (!region) return
    // The same words twice are no change; a space that nobody hears makes them one.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text
  }, [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={styles.hidden}>
        <div ref={polite} role="status" />
        <div ref={assertive} role="alert" />
      </div>
    </AnnounceContext>
  )
}
