import { fullScreenIcon } from '@anteroom/ui/later-icons.ts'
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
      icon={fullScreenIcon}
      label={isFull ? laterWords.menu.exitFullScreen : laterWords.menu.fullScreen}
      onClick={toggleFullScreen}
    />
  )
}
