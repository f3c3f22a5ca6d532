import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useRef } from 'preact/hooks'
import styles from './hidden.module.css'

export type Announce = (text: string, how?: 'polite' | 'assertive') => void

const AnnounceContext = createContext<Announce>(() => {})

/** Says something to whoever uses a screen reader; `assertive` interrupts what is being read. */
export const useAnnounce = () => useContext(AnnounceContext)

/** Long enough for a screen reader to take it up. */
const keepMs = 4_000
const togetherMs = 400

export function Announcer({ children }: { children: ComponentChildren }) {
  const polite = useRef<HTMLDivElement>(null)
  const assertive = useRef<HTMLDivElement>(null)
  const lastAt = useRef(0)
  const announce = useCallback<Announce>((text, how = 'polite') => {
    const region = how === 'polite' ? polite.current : assertive.current
    if (!region) return
    const before = region.textContent ?? ''
    const isFresh = performance.now() - lastAt.current < togetherMs
    lastAt.current = performance.now()
    // What comes at once is said at once. The same words twice are no change; a space that nobody hears makes them one.
    const said = isFresh && before && before !== text ? `${before} ${text}` : before === text ? `${text}\u00a0` : text
    region.textContent = said
    // What was said is no part of the page to be found there later.
    setTimeout(() => {
      if (region.textContent === said) region.textContent = ''
    }, keepMs)
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
