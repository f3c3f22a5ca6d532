import { useEffect, useState } from 'preact/hooks'

/** What has all of the screen; null while nothing has. */
export function useFullScreenElement(): Element | null {
  const [element, setElement] = useState(document.fullscreenElement)
  useEffect(() => {
    const update = () => setElement(document.fullscreenElement)
    // It may have changed since this was drawn.
    update()
    document.addEventListener('fullscreenchange', update)
    return () => document.removeEventListener('fullscreenchange', update)
  }, [])
  return element
}
