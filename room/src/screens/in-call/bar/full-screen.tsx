import { Button } from '@anteroom/ui/button.tsx'
import { useEffect, useState } from 'preact/hooks'
import { words } from '../../../words/words.ts'

export function toggleFullScreen() {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  change.catch(() => {
    // A frame around the page may not allow it.
  })
}

/** Not there where the browser has none, as on an iPhone. */
export function FullScreen() {
  const [isFull, setFull] = useState(document.fullscreenElement !== null)
  useEffect(() => {
    const update = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', update)
    return () => document.removeEventListener('fullscreenchange', update)
  }, [])
  if (!document.fullscreenEnabled) return null
  return (
    <Button icon="screen" onClick={toggleFullScreen}>
      {isFull ? words.menu.exitFullScreen : words.menu.fullScreen}
    </Button>
  )
}
