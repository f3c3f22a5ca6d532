import type { CommandDevice } from '@anteroom/contract/embedding-commands'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Actions } from '@anteroom/ui/page.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { spoken } from '@anteroom/ui/words/spoken.ts'
import { render } from 'preact'
import { laterWords } from '../words/words.ts'

type Answer = (answer: 'yes' | 'no') => void

/**
 * Asks over whichever screen is there, and beside it: hardly any page asks, and the screens need not know of it. Call what
 * comes back to take the question away.
 */
export function showQuestion(device: CommandDevice, answer: Answer): () => void {
  const place = document.createElement('div')
  document.body.append(place)
  render(<Question device={device} answer={answer} />, place)
  return () => {
    render(null, place)
    place.remove()
  }
}

/** To put it away is to say no. */
function Question({ device, answer }: { device: CommandDevice; answer: Answer }) {
  useStore(spoken)
  const { title, text, yes } = laterWords.askedToUnmute
  const { notNow } = laterWords.door
  return (
    <Dialog title={title[device]} closeLabel={notNow} onClose={() => answer('no')}>
      <p>{text}</p>
      <Actions>
        <Button tone="primary" onClick={() => answer('yes')}>
          {yes[device]}
        </Button>
        <Button onClick={() => answer('no')}>{notNow}</Button>
      </Actions>
    </Dialog>
  )
}
