import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import styles from './hidden.module.css'

export type Announce = (text: string, how?: 'polite' | 'assertive') => void

/** Where it is said, and the way to say something there from outside of what is drawn. */
export type Announcer = { announce: Announce; polite: Region; assertive: Region }
type Region = { current: HTMLDivElement | null }

const AnnounceContext = createContext<Announce>(() => {})

/** Says something to whoever uses a screen reader; `assertive` interrupts what is being read. */
export const useAnnounce = () => useContext(AnnounceContext)

/** Long enough for a screen reader to take it up. */
const keepMs = 4_000
const togetherMs = 400

export function createAnnouncer(): Announcer {
  const regions: Omit<Announcer, 'announce'> = { polite: { current: null }, assertive: { current: null } }
  let lastAt = 0
  /** Not read from the page, where a translator may have put something else. */
  const last = { polite: '', assertive: '' }
  function announce(text: string, how: 'polite' | 'assertive' = 'polite') {
    const region = regions[how].current
    if (!region) return
    const before = last[how]
    const isFresh = performance.now() - lastAt < togetherMs
    lastAt = performance.now()
    // What comes at once is said at once. The same words twice are no change; a space that nobody hears makes them one.
    const said = isFresh && before && before !== text ? `${before} ${text}` : before === text ? `${text}\u00a0` : text
    region.textContent = said
    last[how] = said
    // What was said is no part of the page to be found there later.
    setTimeout(() => {
      if (last[how] !== said) return
      region.textContent = ''
      last[how] = ''
    }, keepMs)
  }
  return { announce, ...regions }
}

export function Announcing({ by, children }: { by: Announcer; children: ComponentChildren }) {
  return (
    <AnnounceContext value={by.announce}>
      {children}
      <div className={styles.hidden}>
        <div ref={by.polite} role="status" />
        <div ref={by.assertive} role="alert" />
      </div>
    </AnnounceContext>
  )
}
