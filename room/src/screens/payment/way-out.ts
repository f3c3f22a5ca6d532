import { createContext } from 'preact'

/** A tab that was opened for a page of the provider's. */
export type Tab = { lead(url: string): void; close(): void }

/** How a page of the provider's is opened. It does not open in a frame. */
export type WayOut = {
  isFramed: boolean
  /** In place of this page. */
  go(url: string): void
  /** Beside this page; to be called while something is pressed, as browsers block it at any other time. Null: blocked. */
  openTab(words: string): Tab | null
}

const ofBrowser: WayOut = {
  get isFramed() {
    return window.parent !== window
  },
  go: (url) => location.assign(url),
  openTab(words) {
    const tab = window.open('about:blank', '_blank')
    if (!tab) return null
    // What stands there later has no way back to this page.
    tab.opener = null
    tab.document.title = words
    tab.document.body.textContent = words
    return { lead: (url) => tab.location.replace(url), close: () => tab.close() }
  },
}

export const WayOutContext = createContext(ofBrowser)
