import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** Whether single keys do something; whoever speaks to their computer, or types blindly, switches them off. */
export const ShortcutsContext = createContext(false)

/** What says to browsers and screen readers that a key stands for a button (WAI-ARIA 1.2, 6.6). */
export function useShortcut(key: string | undefined): { 'aria-keyshortcuts'?: string } {
  const isOn = useContext(ShortcutsContext)
  return key && isOn ? { 'aria-keyshortcuts': key } : {}
}
