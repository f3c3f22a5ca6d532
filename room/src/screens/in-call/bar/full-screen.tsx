import { fullScreenIcon } from '@anteroom/ui/later-icons.ts'
import { laterWords } from '../../../words/words.ts'
import { Row } from './row.tsx'
import { toggleFullScreen } from './toggle-full-screen.ts'
import { useFullScreenElement } from './use-full-screen-element.ts'

/** Not there where the browser has none, as on an iPhone. */
export function FullScreen() {
  const isFull = useFullScreenElement() !== null
  if (!document.fullscreenEnabled) return null
  return (
    <Row
      icon={fullScreenIcon}
      label={isFull ? laterWords.menu.exitFullScreen : laterWords.menu.fullScreen}
      onClick={() => toggleFullScreen()}
    />
  )
}
