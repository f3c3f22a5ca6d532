import { useEffect, useState } from 'preact/hooks'
import { laterWords } from '../../../words/words.ts'
import { Row } from './row.tsx'
import { toggleFullScreen } from './toggle-full-screen.ts'

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
    <Row
      icon={{
        path: 'M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15',
      }}
      label={isFull ? laterWords.menu.exitFullScreen : laterWords.menu.fullScreen}
      onClick={toggleFullScreen}
    />
  )
}
